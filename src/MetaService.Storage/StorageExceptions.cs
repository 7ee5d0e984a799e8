using Microsoft.Data.Sqlite;

namespace MetaService.Storage;

/// <summary>The storage could not do what it was asked.</summary>
public class StorageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The medium takes no more writes: full, failing or read-only. Nothing of the refused write was stored; reading goes on.</summary>
public sealed class StorageFullException(string message, Exception? inner = null) : StorageException(message, inner);

/// <summary>The file is no database of this service or is damaged. The message says what to do.</summary>
public sealed class StorageCorruptException(string message, Exception? inner = null) : StorageException(message, inner);

/// <summary>The file was written by a newer version of this service.</summary>
public sealed class StorageVersionException(string message) : StorageException(message);

/// <summary>Another process has the file open.</summary>
public sealed class StorageInUseException(string message, Exception? inner = null) : StorageException(message, inner);

/// <summary>A page token is damaged, of another version, or belongs to another filter or order.</summary>
public sealed class InvalidPageTokenException(string message) : StorageException(message);

/// <summary>A full-text query cannot be read.</summary>
/// <param name="message">What is wrong, one English sentence.</param>
/// <param name="position">Where, in UTF-16 code units from 0.</param>
public sealed class SearchSyntaxException(string message, int position) : StorageException(message)
{
    /// <summary>Where in the query, in UTF-16 code units from 0.</summary>
    public int Position { get; } = position;
}

/// <summary>Gives SQLite's result codes the types above.</summary>
internal static class SqliteErrors
{
    internal const int Busy = 5;
    internal const int NoMemory = 7;
    internal const int ReadOnly = 8;
    internal const int Interrupt = 9;
    internal const int IoError = 10;
    internal const int Corrupt = 11;
    internal const int Full = 13;
    internal const int CannotOpen = 14;
    internal const int NotADatabase = 26;

    /// <summary>Whether the whole medium is at fault, so that the other writes of a batch would fail, too.</summary>
    internal static bool IsMediumFault(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: Busy or NoMemory or ReadOnly or IoError or Corrupt or Full or CannotOpen or NotADatabase };

    /// <summary>A storage exception for what SQLite reports; other exceptions come back unchanged.</summary>
    internal static Exception Translate(Exception exception) => exception is not SqliteException sqlite ? exception : sqlite.SqliteErrorCode switch
    {
        Full => new StorageFullException("The disk of the database is full; nothing was stored.", sqlite),
        IoError => new StorageFullException(
            $"The disk of the database reports an error or is full (SQLite {sqlite.SqliteExtendedErrorCode}); nothing was stored.", sqlite),
        ReadOnly or CannotOpen => new StorageFullException("The database can only be read at the moment; nothing was stored.", sqlite),
        Corrupt or NotADatabase => new StorageCorruptException(
            "The database file is damaged. Stop the service, keep a copy of the file, and restore the last backup.", sqlite),
        Busy => new StorageInUseException("Another program holds a lock on the database file.", sqlite),
        _ => new StorageException($"The database refused the operation (SQLite {sqlite.SqliteExtendedErrorCode}).", sqlite),
    };
}
