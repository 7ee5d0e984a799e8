using System.Globalization;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage.Files;

/// <summary>The database file, held for this process alone: a lock file beside it, checks when it is opened, connections to it.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private const int HeaderLength = 100;

    private readonly FileStream _lock;
    private readonly StorageOptions _options;

    private DatabaseFile(StorageOptions options, string path, FileStream lockFile)
    {
        _options = options;
        Path = path;
        _lock = lockFile;
    }

    internal string Path { get; }

    /// <summary>Takes the lock and looks at the file's first page, before SQLite touches it.</summary>
    internal static DatabaseFile Open(StorageOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Path, "Storage:Path");
        var path = System.IO.Path.GetFullPath(options.Path);
        FileStream held;
        try
        {
            if (Directory.Exists(path))
            {
                throw new StorageException($"{path} is a folder; Storage:Path must name a file.");
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            held = TakeLock(path + ".lock", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path} cannot be opened: {exception.Message}", exception);
        }

        try
        {
            CheckHeader(path);
            return new DatabaseFile(options, path, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The connection that writes: durable, WAL, foreign keys.</summary>
    internal SqliteConnection OpenWriter()
    {
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        try
        {
            // The first two count for a new file only, and only before anything else.
            connection.Execute("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL");
            var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
            if (mode != "wal")
            {
                throw new StorageException($"{Path} cannot be put into WAL mode (it stays in '{mode}'); the file system may lack shared memory or locks.");
            }

            connection.Execute(
                """
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON;
                PRAGMA cache_size = -32768;
                PRAGMA wal_autocheckpoint = 2000;
                PRAGMA journal_size_limit = 67108864;
                """);
            if (_options.MaxPages > 0)
            {
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {_options.MaxPages}"));
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection that only reads.</summary>
    internal SqliteConnection OpenReader()
    {
        var connection = Connect(SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA query_only = ON; PRAGMA cache_size = -4096");
        return connection;
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream TakeLock(string lockPath, string path)
    {
        try
        {
            var file = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")));
            file.Flush();
            return file;
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException or PathTooLongException) && File.Exists(lockPath))
        {
            throw new StorageInUseException(
                $"{path} is in use by another process (it holds {lockPath}). One database belongs to one process: stop the other one, or set Storage:Path to another file.",
                exception);
        }
    }

    private static void CheckHeader(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists || info.Length == 0)
        {
            return;
        }

        Span<byte> header = stackalloc byte[HeaderLength];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("SQLite format 3\0"u8))
        {
            throw new StorageCorruptException(
                $"{path} is not an SQLite database, or its first page is damaged. Move it away and restore the last backup, or set Storage:Path to a new file.");
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)Math.Ceiling(_options.BusyTimeout.TotalSeconds)),
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute(string.Create(
                CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)_options.BusyTimeout.TotalMilliseconds}; PRAGMA temp_store = MEMORY"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
