using Dapper;
using MetaService.Extraction;
using MetaService.Storage.Queries;

namespace MetaService.Storage;

public sealed partial class ArticleStore
{
    /// <summary>
    /// Adds corrections to an article; the newest one of a field counts. Where <paramref name="corrected"/> is given, the indexes follow it:
    /// filters then find the corrected values. The extracted metadata stays as it is. Null where there is no such article.
    /// </summary>
    /// <param name="articleId">Id or alias.</param>
    /// <param name="corrections">At least one.</param>
    /// <param name="corrected">The metadata with all corrections applied, or null to leave the indexes.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>The article with its new revision.</returns>
    public async Task<StoredArticle?> CorrectAsync(
        string articleId, IReadOnlyList<NewCorrection> corrections, ArticleMetadata? corrected, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow().UtcTicks;
        var prepared = corrected is null ? null : Prepare(new ArticleToStore(null, "", null, null, corrected, []));
        var seq = await _writes.RunAsync(
            writer =>
            {
                if (writer.SeqOf(articleId) is not { } seq)
                {
                    return (long?)null;
                }

                foreach (var correction in corrections)
                {
                    writer.Connection.Execute(
                        "INSERT INTO correction (seq, field, value, author, reason, created_at) VALUES (@seq, @Field, @Value, @Author, @Reason, @now)",
                        new { seq, correction.Field, correction.Value, correction.Author, correction.Reason, now });
                }

                writer.Reindex(seq, prepared, null, now);
                return seq;
            },
            cancellation).ConfigureAwait(false);
        return seq is null ? null : await ReadBySeqAsync(seq.Value, cancellation).ConfigureAwait(false);
    }

    /// <summary>All corrections of an article, oldest first; empty where there are none or no such article.</summary>
    public Task<IReadOnlyList<Correction>> GetCorrectionsAsync(string articleId, CancellationToken cancellation) => _readers.ReadAsync(
        IReadOnlyList<Correction> (connection) => connection.Query<CorrectionRow>(
            """
            SELECT c.field AS Field, c.value AS Value, c.author AS Author, c.reason AS Reason, c.created_at AS CreatedAt
            FROM correction c
            WHERE c.seq = coalesce((SELECT seq FROM article WHERE article_id = @articleId), (SELECT seq FROM article_alias WHERE alias = @articleId))
            ORDER BY c.correction_id
            """,
            new { articleId })
            .Select(static row => new Correction(row.Field, row.Value, row.Author, row.Reason, new DateTimeOffset(row.CreatedAt, TimeSpan.Zero))).ToList(),
        cancellation);

    /// <summary>
    /// Puts newly extracted metadata in the place of the old, text and corrections untouched; false where the article is gone or no longer
    /// has <paramref name="expectedRevision"/>.
    /// </summary>
    /// <param name="articleId">The article's id, no alias.</param>
    /// <param name="expectedRevision">The revision whose text was parsed.</param>
    /// <param name="extracted">What was found now; with corrections applied where there are any, so that filters find them.</param>
    /// <param name="metadataBytes">The extracted metadata in the caller's encoding.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public Task<bool> ReplaceMetadataAsync(
        string articleId, long expectedRevision, ArticleMetadata extracted, byte[] metadataBytes, CancellationToken cancellation)
    {
        var prepared = Prepare(new ArticleToStore(null, "", null, null, extracted, metadataBytes));
        var now = _clock.GetUtcNow().UtcTicks;
        return _writes.RunAsync(
            writer =>
            {
                var seq = writer.Connection.ExecuteScalar<long?>(
                    "SELECT seq FROM article WHERE article_id = @articleId AND revision = @expectedRevision", new { articleId, expectedRevision });
                if (seq is null)
                {
                    return false;
                }

                writer.Reindex(seq.Value, prepared, prepared.Metadata, now);
                return true;
            },
            cancellation);
    }

    /// <summary>Articles behind <paramref name="afterSeq"/> whose metadata another version extracted, in order of storing.</summary>
    public Task<IReadOnlyList<OutdatedArticle>> ListOutdatedAsync(string version, long afterSeq, int limit, CancellationToken cancellation) => _readers.ReadAsync(
        IReadOnlyList<OutdatedArticle> (connection) => connection.Query<ArticleRow>(
            $"""
            SELECT {ArticleRow.Columns}, c.text AS Text FROM {ArticleRow.Tables}
            WHERE a.seq > @afterSeq AND v.version <> @version ORDER BY a.seq LIMIT @limit
            """,
            new { version, afterSeq, limit }).Select(static row => new OutdatedArticle(row.Seq, row.ToStored())).ToList(),
        cancellation);

    /// <summary>Number of stored articles by extractor version.</summary>
    public Task<IReadOnlyDictionary<string, long>> CountVersionsAsync(CancellationToken cancellation) => _readers.ReadAsync(
        IReadOnlyDictionary<string, long> (connection) => connection.Query<(string Version, long Articles)>(
            "SELECT v.version, count(*) FROM article a JOIN extractor_version v ON v.extractor = a.extractor GROUP BY a.extractor")
            .ToDictionary(static row => row.Version, static row => row.Articles, StringComparer.Ordinal),
        cancellation);

    /// <summary>Starts a run, or finds the unfinished one of the same version; the second value is the last <see cref="OutdatedArticle.Seq"/> that it did.</summary>
    public Task<(ReparseRun Run, long LastSeq)> StartReparseAsync(string version, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow().UtcTicks;
        return _writes.RunAsync(
            writer =>
            {
                var connection = writer.Connection;
                var id = connection.ExecuteScalar<long?>(
                    "SELECT max(run_id) FROM reparse_run WHERE version = @version AND finished_at IS NULL", new { version })
                    ?? connection.ExecuteScalar<long>(
                        "INSERT INTO reparse_run (version, started_at) VALUES (@version, @now) RETURNING run_id", new { version, now });
                var row = connection.QuerySingle<ReparseRow>($"SELECT {ReparseRow.Columns} FROM reparse_run WHERE run_id = @id", new { id });
                return (row.ToRun(), row.LastSeq);
            },
            cancellation);
    }

    /// <summary>Records how far a run is; <paramref name="finished"/> ends it.</summary>
    public Task SaveReparseAsync(
        long runId, long lastSeq, long articles, long changed, long failed, byte[] report, bool finished, CancellationToken cancellation)
    {
        long? finishedAt = finished ? _clock.GetUtcNow().UtcTicks : null;
        return _writes.RunAsync(
            writer => writer.Connection.Execute(
                """
                UPDATE reparse_run SET last_seq = @lastSeq, articles = @articles, changed = @changed, failed = @failed, report = @report,
                  finished_at = @finishedAt
                WHERE run_id = @runId
                """,
                new { runId, lastSeq, articles, changed, failed, report, finishedAt }),
            cancellation);
    }

    /// <summary>All runs, newest first.</summary>
    public Task<IReadOnlyList<ReparseRun>> ListReparseRunsAsync(CancellationToken cancellation) => _readers.ReadAsync(
        IReadOnlyList<ReparseRun> (connection) =>
            connection.Query<ReparseRow>($"SELECT {ReparseRow.Columns} FROM reparse_run ORDER BY run_id DESC").Select(static row => row.ToRun()).ToList(),
        cancellation);

    private sealed class CorrectionRow
    {
        public string Field { get; set; } = "";

        public byte[]? Value { get; set; }

        public string Author { get; set; } = "";

        public string Reason { get; set; } = "";

        public long CreatedAt { get; set; }
    }

    private sealed class ReparseRow
    {
        internal const string Columns =
            """
            run_id AS RunId, version AS Version, started_at AS StartedAt, finished_at AS FinishedAt, last_seq AS LastSeq,
            articles AS Articles, changed AS Changed, failed AS Failed, report AS Report
            """;

        public long RunId { get; set; }

        public string Version { get; set; } = "";

        public long StartedAt { get; set; }

        public long? FinishedAt { get; set; }

        public long LastSeq { get; set; }

        public long Articles { get; set; }

        public long Changed { get; set; }

        public long Failed { get; set; }

        public byte[]? Report { get; set; }

        internal ReparseRun ToRun() => new(
            RunId,
            Version,
            new DateTimeOffset(StartedAt, TimeSpan.Zero),
            FinishedAt is { } finished ? new DateTimeOffset(finished, TimeSpan.Zero) : null,
            Articles,
            Changed,
            Failed,
            Report ?? []);
    }
}
