using Dapper;
using MetaService.Storage.Indexing;
using MetaService.Storage.Queries;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage;

public sealed partial class ArticleStore
{
    /// <summary>A page of the articles that a filter means. Keyset pages: stable while articles are stored and deleted.</summary>
    /// <exception cref="SearchSyntaxException">The full-text query cannot be read.</exception>
    /// <exception cref="InvalidPageTokenException">The token is damaged or belongs to another filter or order.</exception>
    /// <exception cref="ArgumentException">
    /// The page size is not within 1 and <see cref="ArticleQuery.MaxPageSize"/>, the range ends before it starts, the confidence is not
    /// within 0 and 1, or relevance is asked for without a full-text query.
    /// </exception>
    public Task<ArticlePage> ListAsync(ArticleQuery query, CancellationToken cancellation)
    {
        if (query.PageSize is < 1 or > ArticleQuery.MaxPageSize)
        {
            throw new ArgumentException($"A page has 1 to {ArticleQuery.MaxPageSize} articles.", nameof(query));
        }

        if (query.Order == ArticleOrder.Relevance && string.IsNullOrWhiteSpace(query.Filter.Text))
        {
            throw new ArgumentException("The order by relevance needs a full-text query.", nameof(query));
        }

        var list = $"{(int)query.Order};{CompiledFilter.Describe(query.Filter)}";
        PageToken? after = string.IsNullOrEmpty(query.PageToken) ? null : PageToken.Read(query.PageToken, list);
        return _readers.ReadAsync(
            connection =>
            {
                using var snapshot = connection.BeginTransaction(deferred: true);
                var filter = CompiledFilter.Compile(query.Filter, connection);
                var keys = FindKeys(connection, filter, query.Order, after, query.PageSize + 1);
                var more = keys.Count > query.PageSize;
                if (more)
                {
                    keys.RemoveAt(query.PageSize);
                }

                return new ArticlePage(
                    ReadHits(connection, keys, filter, query.IncludeText),
                    more ? TokenOf(keys[^1], query.Order).Write(list) : null);
            },
            cancellation);
    }

    private static List<ArticleKey> FindKeys(SqliteConnection connection, CompiledFilter filter, ArticleOrder order, PageToken? after, int limit)
    {
        var found = new List<ArticleKey>();
        if (filter.IsEmpty)
        {
            return found;
        }

        var sql = ListSql.For(filter, order);
        foreach (var (low, high) in RangesOf(filter, order, after))
        {
            if (found.Count == limit)
            {
                break;
            }

            if (filter.Text is not null && order is ArticleOrder.IngestedDescending or ArticleOrder.IngestedAscending
                && TextByRecency.IsBroad(connection, filter))
            {
                found.AddRange(TextByRecency.Find(connection, filter, low, high, order == ArticleOrder.IngestedDescending, limit)
                    .Select(static key => new ArticleKey { Seq = key.Seq, SortKey = key.SortKey }));
                break;
            }

            var parameters = filter.Parameters();
            parameters.Add("first", filter.Ranges[0].Low);
            parameters.Add("last", filter.Ranges[^1].High);
            parameters.Add("low", low);
            parameters.Add("high", high);
            parameters.Add("score", after?.Score ?? double.MinValue);
            parameters.Add("key", after?.Key ?? long.MaxValue);
            parameters.Add("ranked", ArticleQuery.MaxRanked);
            parameters.Add("limit", limit - found.Count);
            found.AddRange(connection.Query<ArticleKey>(sql, parameters));
        }

        return found;
    }

    /// <summary>The ranges of the ordering key that are still to be read, in order of reading.</summary>
    private static IEnumerable<(long Low, long High)> RangesOf(CompiledFilter filter, ArticleOrder order, PageToken? after)
    {
        switch (order)
        {
            case ArticleOrder.PublishedDescending:
                var below = after is { } last ? last.Key - 1 : long.MaxValue;
                return filter.Ranges.Reverse().Select(range => (range.Low, Math.Min(range.High, below))).Where(static range => range.Item2 >= range.Low);
            case ArticleOrder.PublishedAscending:
                var above = after is { } first ? first.Key + 1 : long.MinValue;
                return filter.Ranges.Select(range => (Math.Max(range.Low, above), range.High)).Where(static range => range.High >= range.Item1);
            case ArticleOrder.IngestedDescending:
                return [(0, after is { } newest ? newest.Key - 1 : long.MaxValue)];
            case ArticleOrder.IngestedAscending:
                return [(after is { } oldest ? oldest.Key + 1 : 0, long.MaxValue)];
            default:
                return [(filter.Ranges[0].Low, filter.Ranges[^1].High)];
        }
    }

    private static PageToken TokenOf(ArticleKey last, ArticleOrder order) => new(
        order is ArticleOrder.IngestedAscending or ArticleOrder.IngestedDescending ? last.Seq : last.SortKey, last.Score);

    private static List<ArticleHit> ReadHits(SqliteConnection connection, List<ArticleKey> keys, CompiledFilter filter, bool includeText)
    {
        var hits = new List<ArticleHit>(keys.Count);
        foreach (var row in ReadRows(connection, keys, includeText || filter.Text is not null))
        {
            var article = row.ToStored();
            var snippet = filter.Text is { } query ? SnippetMaker.Make(article.Text, query.Phrases) : null;
            hits.Add(new ArticleHit(includeText ? article : article with { Text = "" }, snippet));
        }

        return hits;
    }

    /// <summary>The articles with these keys, in their order.</summary>
    private static List<ArticleRow> ReadRows(SqliteConnection connection, List<ArticleKey> keys, bool includeText)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var text = includeText ? ", c.text AS Text" : "";
        return connection.Query<ArticleRow>(
            $"""
            SELECT {ArticleRow.Columns}{text}
            FROM json_each(@keys) k CROSS JOIN {ArticleRow.Tables} WHERE a.seq = k.value
            ORDER BY k.key
            """,
            new { keys = System.Text.Json.JsonSerializer.Serialize(keys.Select(static key => key.Seq)) }).AsList();
    }

    private sealed class ArticleKey
    {
        public long Seq { get; set; }

        public long SortKey { get; set; }

        public double Score { get; set; }
    }
}
