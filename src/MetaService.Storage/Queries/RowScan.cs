using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MetaService.Storage.Queries;

/// <summary>
/// Walks over the articles that a filter means, in order of publication, without making an object a row: for counting over many of them.
/// </summary>
internal static class RowScan
{
    /// <summary>What to do with a row.</summary>
    /// <param name="sortKey">The article's sort key.</param>
    /// <param name="terms">Its packed terms; empty unless asked for. Valid within the call.</param>
    internal delegate void Visitor(long sortKey, ReadOnlySpan<byte> terms);

    /// <summary>The statement that <see cref="Run"/> walks over.</summary>
    internal static string Sql(CompiledFilter filter, bool withTerms)
    {
        var terms = withTerms ? "t.terms" : "NULL";
        if (filter.SearchMatch is not null)
        {
            return $"""
                SELECT s.rowid, {terms} FROM search s {(withTerms ? "CROSS JOIN article_term t ON t.sort_key = s.rowid" : "")}
                WHERE s.search MATCH @match AND s.rowid BETWEEN @low AND @high ORDER BY s.rowid
                """;
        }

        // Where only the range restricts, the terms alone are read, or else the index of the sort keys alone.
        return withTerms
            ? "SELECT t.sort_key, t.terms FROM article_term t WHERE t.sort_key BETWEEN @low AND @high ORDER BY t.sort_key"
            : "SELECT a.sort_key, NULL FROM article a WHERE a.sort_key BETWEEN @low AND @high ORDER BY a.sort_key";
    }

    /// <summary>Calls <paramref name="visit"/> for each article.</summary>
    internal static void Run(SqliteConnection connection, CompiledFilter filter, bool withTerms, Visitor visit)
    {
        if (filter.IsEmpty)
        {
            return;
        }

        Check(connection, raw.sqlite3_prepare_v2(connection.Handle, Sql(filter, withTerms), out var statement));
        using (statement)
        {
            foreach (var (low, high) in filter.Ranges)
            {
                BindText(connection, statement, "@match", filter.SearchMatch);
                Bind(statement, "@low", index => raw.sqlite3_bind_int64(statement, index, low));
                Bind(statement, "@high", index => raw.sqlite3_bind_int64(statement, index, high));
                int step;
                while ((step = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                {
                    visit(raw.sqlite3_column_int64(statement, 0), withTerms ? raw.sqlite3_column_blob(statement, 1) : default);
                }

                Check(connection, step == raw.SQLITE_DONE ? raw.SQLITE_OK : step);
                raw.sqlite3_reset(statement);
            }
        }
    }

    private static void BindText(SqliteConnection connection, sqlite3_stmt statement, string name, string? value)
    {
        if (value is not null)
        {
            Bind(statement, name, index => Check(connection, raw.sqlite3_bind_text(statement, index, value)));
        }
    }

    private static void Bind(sqlite3_stmt statement, string name, Action<int> bind)
    {
        if (raw.sqlite3_bind_parameter_index(statement, name) is var index and > 0)
        {
            bind(index);
        }
    }

    private static void Check(SqliteConnection connection, int result)
    {
        if (result != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }
    }
}
