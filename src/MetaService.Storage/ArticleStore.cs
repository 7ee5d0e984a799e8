using Dapper;
using MetaService.Extraction;
using MetaService.Extraction.Dates;
using MetaService.Storage.Content;
using MetaService.Storage.Files;
using MetaService.Storage.Indexing;
using MetaService.Storage.Queries;
using MetaService.Storage.Writing;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage;

/// <summary>
/// Keeps articles in one SQLite file and answers questions about them. One writer commits the writes of many callers together; reads run
/// beside it on connections of their own. Thread-safe: build one a file and share it.
/// </summary>
/// <remarks>
/// Every method throws <see cref="OperationCanceledException"/> when its token is cancelled, also within a running statement, and a
/// <see cref="StorageException"/> where the file fails: <see cref="StorageFullException"/> where it takes no more writes.
/// </remarks>
public sealed partial class ArticleStore : IAsyncDisposable
{
    private const int MaxIdLength = 512;

    private readonly DatabaseFile _file;
    private readonly ReaderPool _readers;
    private readonly WriteQueue _writes;
    private readonly OutletProfiles _profiles;
    private readonly TimeProvider _clock;

    private ArticleStore(DatabaseFile file, ArticleWriter writer, OutletProfiles profiles, StorageOptions options, TimeProvider clock)
    {
        _file = file;
        _profiles = profiles;
        _clock = clock;
        _lastChange = writer.LastChange;
        _readers = new ReaderPool(file, Math.Max(1, options.MaxReaders));
        _writes = new WriteQueue(file, writer, options, Committed);
    }

    /// <summary>Date orders that stored articles prove, for <see cref="ArticleContext.Profiles"/>.</summary>
    public IOutletProfiles Profiles => _profiles;

    /// <summary>Writes that wait for the writer.</summary>
    public int QueuedWrites => _writes.Count;

    /// <summary>Transactions committed since the file was opened; fewer than writes where callers shared them.</summary>
    public long Commits => _writes.Commits;

    /// <summary>Opens the file, or makes it: takes its lock, looks whether it is sound, applies missing migrations.</summary>
    /// <exception cref="StorageInUseException">Another process has it open.</exception>
    /// <exception cref="StorageCorruptException">It is damaged or no database of this service.</exception>
    /// <exception cref="StorageVersionException">It was written by a newer version.</exception>
    /// <exception cref="StorageException">It cannot be opened or made.</exception>
    public static Task<ArticleStore> OpenAsync(StorageOptions options, TimeProvider clock, CancellationToken cancellation) =>
        Task.Run(() => Open(options, clock), cancellation);

    /// <summary>
    /// Stores an article; durable when the task completes. Idempotent: the same text, white space aside, or the same id gives the stored
    /// article back, see <see cref="IngestOutcome"/>. After a cancellation the article may be stored or not; asking again is safe.
    /// </summary>
    /// <exception cref="ArgumentException">The id is empty or longer than 512 characters, or the text hash is not hexadecimal.</exception>
    public async Task<IngestResult> IngestAsync(ArticleToStore article, CancellationToken cancellation)
    {
        var prepared = Prepare(article);
        while (true)
        {
            var now = _clock.GetUtcNow().UtcTicks;
            var written = await _writes.RunAsync(writer => writer.Ingest(prepared, now), cancellation).ConfigureAwait(false);
            if (written.Outcome is IngestOutcome.Created or IngestOutcome.Updated)
            {
                return new IngestResult(written.Outcome, Stored(article, written), written.NearDuplicates);
            }

            if (await ReadBySeqAsync(written.Seq, cancellation).ConfigureAwait(false) is { } stored)
            {
                return new IngestResult(written.Outcome, stored, written.NearDuplicates);
            }

            // Deleted between the commit and the look: then it is new.
        }
    }

    /// <summary>
    /// The article that <see cref="IngestAsync"/> would give back without storing anything: that with this text, where
    /// <paramref name="articleId"/> is null or its id. Null where there is none. Saves the extraction for a text that came again.
    /// </summary>
    public Task<StoredArticle?> FindUnchangedAsync(string? articleId, string textHash, CancellationToken cancellation) => _readers.ReadAsync(
        connection => connection.QueryFirstOrDefault<ArticleRow>(
            $"SELECT {ArticleRow.Columns}, c.text AS Text FROM {ArticleRow.Tables} WHERE a.text_hash = @hash AND (@id IS NULL OR a.article_id = @id)",
            new { hash = Convert.FromHexString(textHash), id = articleId })?.ToStored(),
        cancellation);

    /// <summary>The article with this id or alias, or null.</summary>
    public async Task<StoredArticle?> GetAsync(string articleId, CancellationToken cancellation) =>
        (await GetManyAsync([articleId], cancellation).ConfigureAwait(false))[0];

    /// <summary>The articles with these ids or aliases, in the same order; null where there is none.</summary>
    public Task<IReadOnlyList<StoredArticle?>> GetManyAsync(IReadOnlyList<string> ids, CancellationToken cancellation) => _readers.ReadAsync(
        IReadOnlyList<StoredArticle?> (connection) =>
        {
            var rows = connection.Query<ArticleRow>(
                $"""
                WITH wanted (id) AS (SELECT DISTINCT value FROM json_each(@ids)),
                found (id, seq) AS (
                  SELECT w.id, a.seq FROM wanted w JOIN article a ON a.article_id = w.id
                  UNION ALL
                  SELECT w.id, l.seq FROM wanted w JOIN article_alias l ON l.alias = w.id)
                SELECT f.id AS Requested, {ArticleRow.Columns}, c.text AS Text
                FROM found f CROSS JOIN {ArticleRow.Tables} WHERE a.seq = f.seq
                """,
                new { ids = System.Text.Json.JsonSerializer.Serialize(ids) },
                buffered: false);
            var found = new Dictionary<string, StoredArticle>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                found.TryAdd(row.Requested!, row.ToStored());
            }

            return [.. ids.Select(found.GetValueOrDefault)];
        },
        cancellation);

    /// <summary>Deletes an article with its aliases; an alias is deleted alone. False where there is none; durable when the task completes.</summary>
    public Task<bool> DeleteAsync(string articleId, CancellationToken cancellation) =>
        _writes.RunAsync(writer => writer.Delete(articleId), cancellation);

    /// <summary>Number of stored articles.</summary>
    public Task<long> CountAsync(CancellationToken cancellation) => _readers.ReadAsync(
        static connection => connection.ExecuteScalar<long>("SELECT count(*) FROM article"), cancellation);

    /// <summary>Finishes the queued writes and the running reads, and gives the file free.</summary>
    public async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync().ConfigureAwait(false);
        await _writes.DisposeAsync().ConfigureAwait(false);
        _file.Dispose();
    }

    /// <summary>Runs work on the writer within the common transaction.</summary>
    internal Task<T> WriteAsync<T>(Func<ArticleWriter, T> work, CancellationToken cancellation) => _writes.RunAsync(work, cancellation);

    /// <summary>Runs a read on a connection of its own.</summary>
    internal Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation) => _readers.ReadAsync(read, cancellation);

    private static ArticleStore Open(StorageOptions options, TimeProvider clock)
    {
        var file = DatabaseFile.Open(options);
        SqliteConnection? connection = null;
        try
        {
            connection = file.OpenWriter();
            Schema.Migrate(connection, file.Path);
            Touch(connection);
            var profiles = new OutletProfiles();
            foreach (var outlet in connection
                .Query<(string Outlet, int Order, long Articles)>("SELECT outlet, date_order, articles FROM outlet_date_order WHERE articles > 0")
                .GroupBy(static row => row.Outlet))
            {
                profiles.Set(outlet.Key, [.. outlet.Select(static row => (row.Order, row.Articles))]);
            }

            return new ArticleStore(file, new ArticleWriter(connection), profiles, options, clock);
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            file.Dispose();
            throw OpenFailure(exception, file.Path);
        }
        catch
        {
            connection?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the schema and the first page of each table: finds gross damage in milliseconds, whatever the file's size.</summary>
    private static void Touch(SqliteConnection connection)
    {
        connection.ExecuteScalar<long>("PRAGMA schema_version");
        foreach (var table in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").ToList())
        {
            connection.ExecuteScalar<long?>($"SELECT 1 FROM \"{table}\" LIMIT 1");
        }
    }

    private static StorageException OpenFailure(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        SqliteErrors.Corrupt or SqliteErrors.NotADatabase => new StorageCorruptException(
            $"{path} is damaged ({exception.Message}). Move it and the files {path}-wal and {path}-shm away, then restore the last backup.", exception),
        SqliteErrors.Full or SqliteErrors.IoError => new StorageFullException(
            $"{path} cannot be opened: the disk is full or reports an error (SQLite {exception.SqliteExtendedErrorCode}). Free some space and start again.",
            exception),
        SqliteErrors.CannotOpen or SqliteErrors.ReadOnly => new StorageException(
            $"{path} cannot be opened for writing ({exception.Message}). Check the rights on the file and its folder.", exception),
        SqliteErrors.Busy => new StorageInUseException($"{path} is locked by another program.", exception),
        _ => new StorageException($"{path} cannot be opened: {exception.Message}", exception),
    };

    /// <summary>Compresses and derives what the writer needs, on the caller's thread.</summary>
    internal static PreparedArticle Prepare(ArticleToStore article)
    {
        if (article.ArticleId is { } id && (id.Length is 0 or > MaxIdLength))
        {
            throw new ArgumentException($"An article id has 1 to {MaxIdLength} characters.", nameof(article));
        }

        var metadata = article.Extracted;
        byte[] hash;
        try
        {
            hash = Convert.FromHexString(metadata.TextHash);
        }
        catch (FormatException exception)
        {
            throw new ArgumentException("The text hash is not hexadecimal.", nameof(article), exception);
        }

        var published = metadata.Header.Published?.Value;
        return new PreparedArticle(
            article.ArticleId,
            hash,
            metadata.NearDuplicateKey,
            article.SourceUrl,
            article.ReceivedAt?.UtcTicks,
            metadata.ExtractorVersion,
            SortKey.SlotOf(published),
            metadata.Header.Outlet?.Value.Id is { Length: > 0 } outlet ? outlet.ToLowerInvariant() : null,
            (int)DateOrderProof.Of(metadata),
            ContentCodec.PackText(article.Text),
            ContentCodec.PackBytes(article.MetadataBytes),
            IndexTerms.Of(metadata),
            SearchText.Of(metadata));
    }

    private static StoredArticle Stored(ArticleToStore article, WrittenArticle written) => new(
        written.ArticleId,
        article.Text,
        article.SourceUrl,
        article.ReceivedAt?.ToUniversalTime(),
        new DateTimeOffset(written.IngestedAt, TimeSpan.Zero),
        new DateTimeOffset(written.UpdatedAt, TimeSpan.Zero),
        article.MetadataBytes,
        article.Extracted.ExtractorVersion,
        article.Extracted.TextHash,
        article.Extracted.NearDuplicateKey,
        written.Revision);

    private Task<StoredArticle?> ReadBySeqAsync(long seq, CancellationToken cancellation) => _readers.ReadAsync(
        connection => connection.QueryFirstOrDefault<ArticleRow>(
            $"SELECT {ArticleRow.Columns}, c.text AS Text FROM {ArticleRow.Tables} WHERE a.seq = @seq", new { seq })?.ToStored(),
        cancellation);

    private void Committed(ArticleWriter writer)
    {
        foreach (var outlet in writer.ChangedOutlets)
        {
            _profiles.Set(outlet, writer.DateOrdersOf(outlet));
        }

        Announce(writer.LastChange);
    }
}
