using System.Runtime.CompilerServices;
using Dapper;
using MetaService.Storage.Queries;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage;

public sealed partial class ArticleStore
{
    private const int StreamPage = 100;

    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastChange;

    /// <summary>
    /// All articles that a filter means, in order of storing. Reads page by page: a slow caller holds nothing up, and articles stored
    /// meanwhile come at the end.
    /// </summary>
    /// <param name="filter">Which articles.</param>
    /// <param name="token"><see cref="ExportedArticle.Token"/> to go on behind, or null to start.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InvalidPageTokenException">The token is damaged or belongs to another filter.</exception>
    /// <exception cref="ArgumentException">The filter is bad.</exception>
    public async IAsyncEnumerable<ExportedArticle> ExportAsync(
        ArticleFilter filter, string? token, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var list = "export;" + CompiledFilter.Describe(filter);
        PageToken? after = string.IsNullOrEmpty(token) ? null : PageToken.Read(token, list);
        while (true)
        {
            var at = after;
            var page = await _readers.ReadAsync(
                connection =>
                {
                    using var snapshot = connection.BeginTransaction(deferred: true);
                    var compiled = CompiledFilter.Compile(filter, connection);
                    var keys = FindKeys(connection, compiled, ArticleOrder.IngestedAscending, at, StreamPage);
                    return ReadRows(connection, keys, includeText: true).Select(static row => (row.Seq, Article: row.ToStored())).ToList();
                },
                cancellation).ConfigureAwait(false);
            foreach (var (seq, article) in page)
            {
                yield return new ExportedArticle(article, new PageToken(seq, 0).Write(list));
            }

            if (page.Count == 0)
            {
                yield break;
            }

            after = new PageToken(page[^1].Seq, 0);
        }
    }

    /// <summary>
    /// The articles that a filter means, each whenever it is stored or changed, in the order of the changes; waits for more until it is
    /// cancelled. Reads from the file at the caller's own pace, so that a slow watcher never slows a write.
    /// </summary>
    /// <param name="filter">Which articles.</param>
    /// <param name="token"><see cref="ArticleChange.Token"/> to go on behind, or null to start with the next change.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidPageTokenException">The token is damaged or belongs to another filter.</exception>
    /// <exception cref="ArgumentException">The filter is bad.</exception>
    public async IAsyncEnumerable<ArticleChange> WatchAsync(
        ArticleFilter filter, string? token, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var list = "watch;" + CompiledFilter.Describe(filter);
        var last = string.IsNullOrEmpty(token) ? Interlocked.Read(ref _lastChange) : PageToken.Read(token, list).Key;
        while (true)
        {
            // Taken before the look, so that a change during it is not missed.
            var changed = _changed.Task;
            var (matches, seen) = await _readers.ReadAsync(connection => ReadChanges(connection, filter, last), cancellation).ConfigureAwait(false);
            foreach (var (change, article) in matches)
            {
                yield return new ArticleChange(
                    article, new PageToken(change, 0).Write(list), Math.Max(0, Interlocked.Read(ref _lastChange) - change));
            }

            if (seen > last)
            {
                last = seen;
                continue;
            }

            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The next changes behind <paramref name="last"/> that match, and the last one looked at.</summary>
    private static (List<(long Change, StoredArticle Article)> Matches, long Seen) ReadChanges(SqliteConnection connection, ArticleFilter filter, long last)
    {
        using var snapshot = connection.BeginTransaction(deferred: true);

        // Compiled each time: what the filter names may have come into the file since.
        var compiled = CompiledFilter.Compile(filter, connection);
        var changes = connection.Query<(long Change, long Seq, long SortKey)>(
            "SELECT change_id, seq, sort_key FROM article WHERE change_id > @last ORDER BY change_id LIMIT @limit",
            new { last, limit = StreamPage }).ToList();
        if (changes.Count == 0)
        {
            return ([], last);
        }

        var matching = compiled.IsEmpty ? [] : changes.Where(change =>
            !compiled.HasRange || compiled.Ranges.Any(range => change.SortKey >= range.Low && change.SortKey <= range.High)).ToList();
        if (compiled.SearchMatch is { } match)
        {
            matching = [.. matching.Where(change => connection.ExecuteScalar<long?>(
                "SELECT rowid FROM search WHERE search MATCH @match AND rowid = @key", new { match, key = change.SortKey }) is not null)];
        }

        var bySeq = matching.ToDictionary(static change => change.Seq, static change => change.Change);
        var rows = ReadRows(connection, [.. matching.Select(static change => new ArticleKey { Seq = change.Seq })], includeText: true);
        return ([.. rows.Select(row => (bySeq[row.Seq], row.ToStored()))], changes[^1].Change);
    }

    /// <summary>Wakes the watchers.</summary>
    private void Announce(long lastChange)
    {
        if (Interlocked.Exchange(ref _lastChange, lastChange) != lastChange)
        {
            Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }
}
