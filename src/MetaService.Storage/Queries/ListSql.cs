using System.Text;

namespace MetaService.Storage.Queries;

/// <summary>
/// The statement that finds a page's keys. Each form reads one index in the order that is asked for and stops at the page's end; the
/// exceptions, which sort what they found, are relevance and a full-text query in order of storing, unless it is broad
/// (<see cref="TextByRecency"/>).
/// </summary>
internal static class ListSql
{
    /// <summary>
    /// The statement for a filter and order. Columns <c>Seq</c>, <c>SortKey</c>, <c>Score</c>; parameters are the filter's own,
    /// <c>@first</c> and <c>@last</c> (outer bounds of its ranges), <c>@low</c> and <c>@high</c> (sort keys in order of publication and relevance, seq in order of storing), <c>@score</c>,
    /// <c>@key</c>, <c>@ranked</c>, <c>@limit</c>.
    /// </summary>
    internal static string For(CompiledFilter filter, ArticleOrder order)
    {
        var descending = order is ArticleOrder.PublishedDescending or ArticleOrder.IngestedDescending;
        var direction = descending ? "DESC" : "ASC";
        var tests = new StringBuilder();
        switch (order)
        {
            case ArticleOrder.Relevance:
                return $"""
                    WITH ranked AS MATERIALIZED (
                      SELECT s.rowid AS sort_key, bm25(search, 0.0, 4.0, 1.0) AS score
                      FROM search s WHERE s.search MATCH @match AND s.rowid BETWEEN @low AND @high{(filter.HasRange ? " AND " + filter.RangeTest("s.rowid") : "")}
                      ORDER BY s.rowid DESC LIMIT @ranked)
                    SELECT a.seq AS Seq, a.sort_key AS SortKey, r.score AS Score
                    FROM ranked r CROSS JOIN article a ON a.sort_key = r.sort_key
                    WHERE (r.score > @score OR (r.score = @score AND r.sort_key < @key)){tests}
                    ORDER BY r.score, r.sort_key DESC LIMIT @limit
                    """;
            case ArticleOrder.PublishedDescending or ArticleOrder.PublishedAscending:
                return filter.SearchMatch is not null
                    ? $"""
                    SELECT a.seq AS Seq, a.sort_key AS SortKey, 0.0 AS Score
                    FROM search s CROSS JOIN article a ON a.sort_key = s.rowid
                    WHERE s.search MATCH @match AND s.rowid BETWEEN @low AND @high{tests}
                    ORDER BY s.rowid {direction} LIMIT @limit
                    """
                    : $"""
                    SELECT a.seq AS Seq, a.sort_key AS SortKey, 0.0 AS Score
                    FROM article a WHERE a.sort_key BETWEEN @low AND @high{tests}
                    ORDER BY a.sort_key {direction} LIMIT @limit
                    """;
            default:
                if (filter.HasRange)
                {
                    tests.Append(" AND ").Append(filter.RangeTest("a.sort_key"));
                }

                return filter.Text is not null
                    ? $"""
                    SELECT a.seq AS Seq, a.sort_key AS SortKey, 0.0 AS Score
                    FROM search s CROSS JOIN article a ON a.sort_key = s.rowid
                    WHERE s.search MATCH @match AND s.rowid BETWEEN @first AND @last AND a.seq BETWEEN @low AND @high{tests}
                    ORDER BY a.seq {direction} LIMIT @limit
                    """
                    : filter.RecencyMatch is not null
                    ? $"""
                    SELECT a.seq AS Seq, a.sort_key AS SortKey, 0.0 AS Score
                    FROM recency s CROSS JOIN article a ON a.seq = s.rowid
                    WHERE s.recency MATCH @recency AND s.rowid BETWEEN @low AND @high{tests}
                    ORDER BY s.rowid {direction} LIMIT @limit
                    """
                    : $"""
                    SELECT a.seq AS Seq, a.sort_key AS SortKey, 0.0 AS Score
                    FROM article a WHERE a.seq BETWEEN @low AND @high{tests}
                    ORDER BY a.seq {direction} LIMIT @limit
                    """;
        }
    }
}
