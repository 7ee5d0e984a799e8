using System.Globalization;
using System.Text;
using MetaService.Storage.Indexing;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage.Writing;

/// <summary>
/// Gathers a transaction's changes of the full-text indexes and writes them at its end, in order of rowid and outside of savepoints:
/// FTS5 writes a segment to the file at each savepoint and whenever a rowid is not larger than the one before.
/// </summary>
internal sealed class FullTextBatch(SqliteConnection connection) : IDisposable
{
    private readonly Statement _insertSearch = new(connection, "INSERT INTO search (rowid, terms, title, body) VALUES (?1, ?2, ?3, ?4)", 4);
    private readonly Statement _deleteSearch = new(connection, "DELETE FROM search WHERE rowid = ?1", 1);
    private readonly Statement _insertRecency = new(connection, "INSERT INTO recency (rowid, terms) VALUES (?1, ?2)", 2);
    private readonly Statement _deleteRecency = new(connection, "DELETE FROM recency WHERE rowid = ?1", 1);

    private readonly SortedDictionary<long, (string Terms, SearchText Text)> _searchInserts = [];
    private readonly SortedDictionary<long, string> _recencyInserts = [];
    private readonly SortedSet<long> _searchDeletes = [];
    private readonly SortedSet<long> _recencyDeletes = [];
    private readonly List<Action> _item = [];

    /// <summary>Notes that an article is to be found.</summary>
    internal void Insert(long sortKey, long seq, List<(TermKind Kind, long Id)> terms, SearchText text)
    {
        var tokens = TokensOf(terms);
        _item.Add(() =>
        {
            _searchInserts[sortKey] = (tokens, text);
            _recencyInserts[seq] = tokens;
        });
    }

    /// <summary>Notes that an article is no longer to be found.</summary>
    internal void Delete(long sortKey, long seq) => _item.Add(() =>
    {
        if (!_searchInserts.Remove(sortKey))
        {
            _searchDeletes.Add(sortKey);
        }

        if (!_recencyInserts.Remove(seq))
        {
            _recencyDeletes.Add(seq);
        }
    });

    /// <summary>The current write succeeded: its notes count.</summary>
    internal void KeepItem()
    {
        _item.ForEach(static action => action());
        _item.Clear();
    }

    /// <summary>The current write failed: its notes do not count.</summary>
    internal void DropItem() => _item.Clear();

    /// <summary>Writes what was noted, deletions first.</summary>
    internal void Write()
    {
        foreach (var rowid in _searchDeletes)
        {
            _deleteSearch.Run(rowid);
        }

        foreach (var rowid in _recencyDeletes)
        {
            _deleteRecency.Run(rowid);
        }

        foreach (var (rowid, (terms, text)) in _searchInserts)
        {
            _insertSearch.Run(rowid, terms, text.Title, text.Body);
        }

        foreach (var (rowid, terms) in _recencyInserts)
        {
            _insertRecency.Run(rowid, terms);
        }

        Clear();
    }

    internal void Clear()
    {
        _item.Clear();
        _searchInserts.Clear();
        _recencyInserts.Clear();
        _searchDeletes.Clear();
        _recencyDeletes.Clear();
    }

    /// <summary>The token of a term in both indexes.</summary>
    internal static string TokenOf(long termId) => "k" + termId.ToString(CultureInfo.InvariantCulture);

    private static string TokensOf(List<(TermKind Kind, long Id)> terms)
    {
        var tokens = new StringBuilder(terms.Count * 8);
        foreach (var (_, id) in terms)
        {
            tokens.Append('k').Append(id).Append(' ');
        }

        return tokens.ToString();
    }

    public void Dispose()
    {
        _insertSearch.Dispose();
        _deleteSearch.Dispose();
        _insertRecency.Dispose();
        _deleteRecency.Dispose();
    }
}
