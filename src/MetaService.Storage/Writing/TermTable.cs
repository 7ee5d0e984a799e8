using MetaService.Storage.Indexing;
using Microsoft.Data.Sqlite;

namespace MetaService.Storage.Writing;

/// <summary>Ids of terms, made where a term is new. The ones in use last are remembered.</summary>
internal sealed class TermTable(SqliteConnection connection) : IDisposable
{
    private const int Remembered = 50_000;

    private readonly Dictionary<(TermKind, string), long> _known = [];
    private readonly Statement _find = new(connection, "SELECT term_id FROM term WHERE kind = ?1 AND key = ?2", 2);
    private readonly Statement _insert = new(
        connection, "INSERT INTO term (kind, key, label, type, country) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING term_id", 5);

    internal long IdOf(IndexTerm term)
    {
        if (_known.TryGetValue((term.Kind, term.Key), out var id))
        {
            return id;
        }

        id = _find.Number((long)term.Kind, term.Key)
            ?? _insert.Number((long)term.Kind, term.Key, term.Label, (long)term.Type, term.Country)!.Value;
        if (_known.Count >= Remembered)
        {
            _known.Clear();
        }

        _known.Add((term.Kind, term.Key), id);
        return id;
    }

    /// <summary>Forgets what was remembered: needed whenever a transaction or savepoint is taken back.</summary>
    internal void Forget() => _known.Clear();

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
    }
}
