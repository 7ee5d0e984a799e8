using Microsoft.Data.Sqlite;

namespace MetaService.Storage.Tests.Support;

/// <summary>A database file in a folder of its own that goes away with the test.</summary>
public sealed class StoreFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("metaservice-storage-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "articles.db");

    public StorageOptions Options => new() { Path = Path };

    public Task<ArticleStore> OpenAsync(StorageOptions? options = null) =>
        ArticleStore.OpenAsync(options ?? Options, TimeProvider.System, CancellationToken.None);

    /// <summary>A plain connection for looking behind the store.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
