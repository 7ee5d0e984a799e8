using System.Globalization;
using Dapper;
using MetaService.Extraction.Text;
using MetaService.Storage.Content;
using MetaService.Storage.Files;
using MetaService.Storage.Indexing;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage;

public sealed partial class ArticleStore
{
    private const int MaxProblems = 100;

    /// <summary>Articles that one write deletes: other writes get their turn in between.</summary>
    private const int DeletedAtOnce = 50;

    /// <summary>Pages that one write gives back to the file system.</summary>
    private const int PagesAtOnce = 500;

    /// <summary>Size and version of the file.</summary>
    public Task<StorageStatus> GetStatusAsync(CancellationToken cancellation) => _readers.ReadAsync(
        connection => new StorageStatus(
            connection.ExecuteScalar<long>("SELECT count(*) FROM article"),
            connection.ExecuteScalar<long>("PRAGMA page_count") * connection.ExecuteScalar<long>("PRAGMA page_size"),
            new FileInfo(_file.Path + "-wal") is { Exists: true } wal ? wal.Length : 0,
            connection.ExecuteScalar<long>("PRAGMA freelist_count") * connection.ExecuteScalar<long>("PRAGMA page_size"),
            connection.ExecuteScalar<int>("PRAGMA user_version")),
        cancellation);

    /// <summary>
    /// Copies the file as it is at one moment, while reading and writing go on. The copy gets its name only when it is whole and on disk.
    /// </summary>
    /// <param name="path">Where to; must not exist.</param>
    /// <param name="cancellation">Looked at before the copy starts.</param>
    /// <exception cref="StorageException">The place exists or cannot be written.</exception>
    public Task BackupAsync(string path, CancellationToken cancellation)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target) || Directory.Exists(target))
        {
            throw new StorageException($"{target} exists; a backup never overwrites anything.");
        }

        return _readers.ReadAsync(
            connection =>
            {
                var partial = target + ".partial";
                try
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Delete(partial);
                    using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString()))
                    {
                        copy.Open();
                        connection.BackupDatabase(copy);

                        // One file without a log beside it: easy to move.
                        copy.Execute("PRAGMA journal_mode = DELETE");
                    }

                    using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
                    {
                        written.Flush(flushToDisk: true);
                    }

                    File.Move(partial, target, overwrite: false);
                    return 0;
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
                {
                    DeletePartial(partial);
                    throw new StorageException($"The backup to {target} failed: {exception.Message}", exception);
                }
            },
            cancellation);
    }

    /// <summary>
    /// Reads the whole file: SQLite's own integrity check, links between tables, and for each article that its text unpacks to its hash,
    /// that its terms exist, and that both full-text indexes find it. Writing goes on meanwhile.
    /// </summary>
    public Task<CheckReport> CheckAsync(CancellationToken cancellation) => _readers.ReadAsync(
        connection =>
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            var problems = new List<string>();
            problems.AddRange(connection.Query<string>("PRAGMA integrity_check(20)").Where(static line => line != "ok").Select(static line => "SQLite: " + line));
            problems.AddRange(connection.Query("PRAGMA foreign_key_check").Take(20).Select(static row => $"A row of {row.table} belongs to nothing."));
            long articles = 0;
            if (problems.Count == 0)
            {
                articles = CheckArticles(connection, problems, cancellation);
            }

            return new CheckReport(articles, [.. problems.Take(MaxProblems)]);
        },
        cancellation);

    /// <summary>
    /// Deletes articles that were stored before a moment, and the oldest ones beyond a number, in small steps between other writes; then
    /// gives free pages back to the file system.
    /// </summary>
    /// <param name="ingestedBefore">Articles stored earlier go; null keeps all.</param>
    /// <param name="keepNewest">At most so many stay; null keeps all.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>Number of articles deleted.</returns>
    public async Task<long> ApplyRetentionAsync(DateTimeOffset? ingestedBefore, long? keepNewest, CancellationToken cancellation)
    {
        if (keepNewest < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(keepNewest));
        }

        var surplus = keepNewest is { } keep ? Math.Max(0, await CountAsync(cancellation).ConfigureAwait(false) - keep) : 0;
        long deleted = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var left = surplus - deleted;
            var step = await _writes.RunAsync(
                writer =>
                {
                    var ids = writer.Connection.Query<string>(
                        "SELECT article_id FROM (SELECT article_id, seq, ingested_at FROM article ORDER BY seq LIMIT @limit) WHERE ingested_at < @before OR @all",
                        new
                        {
                            limit = left > 0 ? Math.Min(DeletedAtOnce, left) : DeletedAtOnce,
                            before = ingestedBefore?.UtcTicks ?? long.MinValue,
                            all = left > 0,
                        }).ToList();
                    ids.ForEach(id => writer.Delete(id));
                    return ids.Count;
                },
                cancellation).ConfigureAwait(false);
            if (step == 0)
            {
                break;
            }

            deleted += step;
        }

        await ShrinkAsync(cancellation).ConfigureAwait(false);
        return deleted;
    }

    /// <summary>Merges what deletions left in the full-text indexes and gives free pages back to the file system, in small steps between other writes.</summary>
    public async Task ShrinkAsync(CancellationToken cancellation)
    {
        foreach (var index in new[] { "search", "recency" })
        {
            // Each step writes at most so many pages; a step that changes nothing is the last one (documented for FTS5's merge command).
            for (var merged = true; merged;)
            {
                cancellation.ThrowIfCancellationRequested();
                merged = await _writes.RunAsync(
                    writer =>
                    {
                        var before = writer.Connection.ExecuteScalar<long>("SELECT total_changes()");
                        writer.Connection.Execute($"INSERT INTO {index} ({index}, rank) VALUES ('merge', {PagesAtOnce})");
                        return writer.Connection.ExecuteScalar<long>("SELECT total_changes()") - before >= 2;
                    },
                    cancellation).ConfigureAwait(false);
            }
        }

        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var left = await _writes.RunAsync(
                static writer =>
                {
                    writer.Connection.Query(string.Create(CultureInfo.InvariantCulture, $"PRAGMA incremental_vacuum({PagesAtOnce})")).AsList();
                    return writer.Connection.ExecuteScalar<long>("PRAGMA freelist_count");
                },
                cancellation).ConfigureAwait(false);
            if (left == 0)
            {
                return;
            }
        }
    }

    private static void DeletePartial(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (IOException)
        {
            // It keeps its telling name.
        }
    }

    private static long CheckArticles(SqliteConnection connection, List<string> problems, CancellationToken cancellation)
    {
        var terms = connection.Query<long>("SELECT term_id FROM term", buffered: false).ToHashSet();
        foreach (var (table, key, column) in new[]
        {
            ("article_content", "seq", "seq"), ("article_term", "sort_key", "sort_key"), ("search_docsize", "sort_key", "id"), ("recency_docsize", "seq", "id"),
        })
        {
            AddCount($"SELECT count(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM {table} x WHERE x.{column} = a.{key})", $"articles are missing in {table}");
            AddCount($"SELECT count(*) FROM {table} x WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.{key} = x.{column})", $"rows of {table} belong to no article");
        }

        long articles = 0;
        foreach (var row in connection.Query<CheckRow>(
            """
            SELECT a.article_id AS ArticleId, a.sort_key AS SortKey, a.seq AS Seq, a.text_hash AS TextHash, c.text AS Text, c.metadata AS Metadata, t.terms AS Terms
            FROM article a LEFT JOIN article_content c ON c.seq = a.seq LEFT JOIN article_term t ON t.sort_key = a.sort_key ORDER BY a.seq
            """,
            buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            articles++;
            if (problems.Count >= MaxProblems)
            {
                break;
            }

            try
            {
                if (TextFingerprint.Hash(ContentCodec.UnpackText(row.Text)) != Convert.ToHexStringLower(row.TextHash))
                {
                    problems.Add($"The text of article {row.ArticleId} does not have its hash.");
                }

                ContentCodec.UnpackBytes(row.Metadata);
            }
            catch (StorageCorruptException)
            {
                problems.Add($"The content of article {row.ArticleId} cannot be unpacked.");
            }

            var ids = PackedTerms.Unpack(row.Terms);
            if (!ids.TrueForAll(terms.Contains))
            {
                problems.Add($"Article {row.ArticleId} names a term that does not exist.");
            }

            // Every term in both indexes: a sample of the articles, since each look-up merges whole postings.
            if (articles % 1000 == 1)
            {
                var match = string.Join(" AND ", ids.Select(Writing.FullTextBatch.TokenOf));
                if (connection.ExecuteScalar<long?>("SELECT rowid FROM search WHERE search MATCH @match AND rowid = @key", new { match = $"terms : ({match})", key = row.SortKey }) is null
                    || connection.ExecuteScalar<long?>("SELECT rowid FROM recency WHERE recency MATCH @match AND rowid = @key", new { match, key = row.Seq }) is null)
                {
                    problems.Add($"Article {row.ArticleId} is not found under all of its terms.");
                }
            }
        }

        return articles;

        void AddCount(string sql, string what)
        {
            if (connection.ExecuteScalar<long>(sql) is var count and > 0)
            {
                problems.Add($"{count} {what}.");
            }
        }
    }

    private sealed class CheckRow
    {
        public string ArticleId { get; set; } = "";

        public long SortKey { get; set; }

        public long Seq { get; set; }

        public byte[] TextHash { get; set; } = [];

        public byte[] Text { get; set; } = [];

        public byte[] Metadata { get; set; } = [];

        public byte[] Terms { get; set; } = [];
    }
}
