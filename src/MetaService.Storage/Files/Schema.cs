using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage.Files;

/// <summary>The numbered migrations that are built in (<c>Migrations/NNNN_name.sql</c>), and bringing a file up to them.</summary>
internal static class Schema
{
    /// <summary>"MSrv": marks a file as this service's.</summary>
    internal const int ApplicationId = 0x4D537276;

    private static readonly string[] _migrations = [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(static name => name.StartsWith("Migrations/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)];

    /// <summary>Version of the newest migration.</summary>
    internal static int Newest => _migrations.Length;

    /// <summary>Applies the missing migrations, each in a transaction.</summary>
    /// <exception cref="StorageVersionException">The file is newer than this program.</exception>
    /// <exception cref="StorageCorruptException">The file belongs to another program.</exception>
    internal static void Migrate(SqliteConnection connection, string path)
    {
        var version = connection.ExecuteScalar<int>("PRAGMA user_version");
        var application = connection.ExecuteScalar<int>("PRAGMA application_id");
        var tables = connection.ExecuteScalar<int>("SELECT count(*) FROM sqlite_schema");
        if (application != ApplicationId && (application != 0 || tables != 0))
        {
            throw new StorageCorruptException(
                $"{path} is an SQLite database of another program (application_id {application}). Set Storage:Path to a file of this service, or to a new one.");
        }

        if (version > Newest)
        {
            throw new StorageVersionException(
                $"{path} has schema version {version}, this program knows versions up to {Newest}. Start the newer program that wrote it, or restore a backup from before the upgrade.");
        }

        foreach (var name in _migrations.Skip(version))
        {
            version++;
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute(Read(name), transaction: transaction);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"), transaction: transaction);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"), transaction: transaction);
            transaction.Commit();
        }
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
