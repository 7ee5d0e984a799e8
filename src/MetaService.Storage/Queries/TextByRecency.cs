using Dapper;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage.Queries;

/// <summary>
/// Finds the matches of a full-text query in order of storing, for which no index exists, when there are too many to sort: looks at the
/// newest articles one by one, and where the words are too rare for that, notes all matches and walks over the articles until the page is
/// full.
/// </summary>
internal static class TextByRecency
{
    /// <summary>Up to so many matches are sorted instead.</summary>
    internal const int Sorted = 3000;

    /// <summary>Articles that are looked at one by one.</summary>
    private const int Probed = 200;

    /// <summary>Whether a query has more than <see cref="Sorted"/> matches.</summary>
    internal static bool IsBroad(SqliteConnection connection, CompiledFilter filter) => connection.ExecuteScalar<long>(
        $"SELECT count(*) FROM (SELECT 1 FROM search s WHERE s.search MATCH @match AND s.rowid BETWEEN @first AND @last LIMIT {Sorted + 1})",
        Parameters(filter)) > Sorted;

    /// <summary>The keys of the next matches.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="filter">What must match.</param>
    /// <param name="low">Least seq.</param>
    /// <param name="high">Greatest seq.</param>
    /// <param name="descending">Whether the newest come first.</param>
    /// <param name="limit">Keys wanted.</param>
    internal static List<(long Seq, long SortKey)> Find(
        SqliteConnection connection, CompiledFilter filter, long low, long high, bool descending, int limit)
    {
        var found = new List<(long, long)>(limit);
        HashSet<long>? matches = null;
        var probed = 0;
        using var probe = connection.CreateCommand();
        probe.CommandText = "SELECT 1 FROM search WHERE search MATCH @match AND rowid = @key";
        probe.Parameters.AddWithValue("@match", filter.SearchMatch);
        var key = probe.Parameters.AddWithValue("@key", 0L);
        foreach (var (seq, sortKey) in connection.Query<(long Seq, long SortKey)>(
            $"SELECT seq, sort_key FROM article WHERE seq BETWEEN @low AND @high ORDER BY seq {(descending ? "DESC" : "ASC")}",
            new { low, high },
            buffered: false))
        {
            if (!filter.Ranges.Any(range => sortKey >= range.Low && sortKey <= range.High))
            {
                continue;
            }

            if (matches is null && probed++ == Probed)
            {
                matches = AllMatches(connection, filter);
            }

            key.Value = sortKey;
            if (matches is null ? probe.ExecuteScalar() is not null : matches.Contains(sortKey))
            {
                found.Add((seq, sortKey));
                if (found.Count == limit)
                {
                    break;
                }
            }
        }

        return found;
    }

    private static HashSet<long> AllMatches(SqliteConnection connection, CompiledFilter filter)
    {
        var matches = new HashSet<long>();
        RowScan.Run(connection, filter, withTerms: false, (sortKey, _) => matches.Add(sortKey));
        return matches;
    }

    private static DynamicParameters Parameters(CompiledFilter filter)
    {
        var parameters = filter.Parameters();
        parameters.Add("first", filter.Ranges[0].Low);
        parameters.Add("last", filter.Ranges[^1].High);
        return parameters;
    }
}
