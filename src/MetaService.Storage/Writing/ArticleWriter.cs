using MetaService.Storage.Content;
using MetaService.Storage.Indexing;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace MetaService.Storage.Writing;

/// <summary>An article made ready for storing, away from the writer's thread.</summary>
internal sealed record PreparedArticle(
    string? ArticleId,
    byte[] TextHash,
    string NearDuplicateKey,
    string? SourceUrl,
    long? ReceivedAt,
    string ExtractorVersion,
    long Slot,
    string? Outlet,
    int ProvenDateOrder,
    byte[] Text,
    byte[] Metadata,
    IReadOnlyList<IndexTerm> Terms,
    SearchText Search);

/// <summary>What the writer did with an article.</summary>
internal readonly record struct WrittenArticle(
    IngestOutcome Outcome, long Seq, string ArticleId, long IngestedAt, long UpdatedAt, long Revision, IReadOnlyList<string> NearDuplicates);

/// <summary>The writing connection with its prepared statements. Used by one thread.</summary>
internal sealed class ArticleWriter : IDisposable
{
    private const int MaxNearDuplicates = 10;

    private readonly SqliteConnection _connection;
    private readonly List<Statement> _statements = [];
    private readonly TermTable _terms;
    private readonly FullTextBatch _fullText;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _savepoint;
    private readonly Statement _release;
    private readonly Statement _rollbackTo;
    private readonly Statement _findByHash;
    private readonly Statement _findById;
    private readonly Statement _findBySeq;
    private readonly Statement _touch;
    private readonly Statement _reindex;
    private readonly Statement _replaceMetadata;
    private readonly Statement _replaceExtractor;
    private readonly Statement _findByAlias;
    private readonly Statement _nearDuplicates;
    private readonly Statement _lastInSlot;
    private readonly Statement _insertArticle;
    private readonly Statement _updateArticle;
    private readonly Statement _insertContent;
    private readonly Statement _updateContent;
    private readonly Statement _insertTerms;
    private readonly Statement _deleteTerms;
    private readonly Statement _deleteArticle;
    private readonly Statement _insertAlias;
    private readonly Statement _deleteAlias;
    private readonly Statement _findExtractor;
    private readonly Statement _insertExtractor;
    private readonly Statement _countDateOrder;
    private readonly Statement _dateOrders;
    private readonly Statement _saveCounter;
    private readonly Dictionary<string, long> _extractors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changedOutlets = new(StringComparer.Ordinal);
    private long _lastChange;

    internal ArticleWriter(SqliteConnection connection)
    {
        _connection = connection;
        _terms = new TermTable(connection);
        _fullText = new FullTextBatch(connection);
        _begin = Prepare("BEGIN IMMEDIATE", 0);
        _commit = Prepare("COMMIT", 0);
        _savepoint = Prepare("SAVEPOINT item", 0);
        _release = Prepare("RELEASE item", 0);
        _rollbackTo = Prepare("ROLLBACK TO item", 0);
        _findByHash = Prepare("SELECT seq, article_id, sort_key, revision, ingested_at, updated_at, outlet, proven_date_order FROM article WHERE text_hash = ?1", 1);
        _findById = Prepare("SELECT seq, article_id, sort_key, revision, ingested_at, updated_at, outlet, proven_date_order FROM article WHERE article_id = ?1", 1);
        _findBySeq = Prepare("SELECT seq, article_id, sort_key, revision, ingested_at, updated_at, outlet, proven_date_order FROM article WHERE seq = ?1", 1);
        _touch = Prepare("UPDATE article SET change_id = ?2, updated_at = ?3, revision = revision + 1 WHERE seq = ?1", 3);
        _reindex = Prepare(
            "UPDATE article SET sort_key = ?2, outlet = ?3, proven_date_order = ?4, near_duplicate_key = ?5 WHERE seq = ?1", 5);
        _replaceMetadata = Prepare("UPDATE article_content SET metadata = ?2 WHERE seq = ?1", 2);
        _replaceExtractor = Prepare("UPDATE article SET extractor = ?2 WHERE seq = ?1", 2);
        _findByAlias = Prepare("SELECT seq FROM article_alias WHERE alias = ?1", 1);
        _nearDuplicates = Prepare(
            "SELECT article_id FROM article WHERE near_duplicate_key = ?1 AND near_duplicate_key <> '' AND seq <> ?2 ORDER BY seq LIMIT ?3", 3);
        _lastInSlot = Prepare("SELECT max(sort_key) FROM article WHERE sort_key BETWEEN ?1 AND ?2", 2);
        _insertArticle = Prepare(
            """
            INSERT INTO article (article_id, sort_key, change_id, text_hash, near_duplicate_key, source_url, received_at, ingested_at,
              updated_at, revision, extractor, outlet, proven_date_order)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, 1, ?9, ?10, ?11)
            RETURNING seq
            """,
            11);
        _updateArticle = Prepare(
            """
            UPDATE article SET sort_key = ?2, change_id = ?3, text_hash = ?4, near_duplicate_key = ?5, source_url = ?6, received_at = ?7,
              updated_at = ?8, revision = revision + 1, extractor = ?9, outlet = ?10, proven_date_order = ?11
            WHERE seq = ?1
            """,
            11);
        _insertContent = Prepare("INSERT INTO article_content (seq, text, metadata) VALUES (?1, ?2, ?3)", 3);
        _updateContent = Prepare("UPDATE article_content SET text = ?2, metadata = ?3 WHERE seq = ?1", 3);
        _insertTerms = Prepare("INSERT INTO article_term (sort_key, terms) VALUES (?1, ?2)", 2);
        _deleteTerms = Prepare("DELETE FROM article_term WHERE sort_key = ?1", 1);
        _deleteArticle = Prepare("DELETE FROM article WHERE seq = ?1", 1);
        _insertAlias = Prepare("INSERT OR REPLACE INTO article_alias (alias, seq) VALUES (?1, ?2)", 2);
        _deleteAlias = Prepare("DELETE FROM article_alias WHERE alias = ?1", 1);
        _findExtractor = Prepare("SELECT extractor FROM extractor_version WHERE version = ?1", 1);
        _insertExtractor = Prepare("INSERT INTO extractor_version (version) VALUES (?1) RETURNING extractor", 1);
        _countDateOrder = Prepare(
            """
            INSERT INTO outlet_date_order (outlet, date_order, articles) VALUES (?1, ?2, ?3)
            ON CONFLICT DO UPDATE SET articles = articles + excluded.articles
            """,
            3);
        _dateOrders = Prepare("SELECT date_order, articles FROM outlet_date_order WHERE outlet = ?1 AND articles > 0", 1);
        _saveCounter = Prepare("UPDATE change_counter SET last = ?1", 1);
        using var last = new Statement(connection, "SELECT last FROM change_counter", 0);
        _lastChange = last.Number() ?? 0;
    }

    /// <summary>The writing connection.</summary>
    internal SqliteConnection Connection => _connection;

    /// <summary>Whether a transaction is open; SQLite itself ends one on some errors.</summary>
    internal bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    /// <summary>Outlets whose proven date orders the last committed batch changed.</summary>
    internal IReadOnlyCollection<string> ChangedOutlets => _changedOutlets;

    /// <summary>The last change that was committed.</summary>
    internal long LastChange => _lastChange;

    /// <summary>How many articles of an outlet prove each order.</summary>
    internal List<(int Order, long Articles)> DateOrdersOf(string outlet) =>
        _dateOrders.All(static row => (row.GetInt32(0), row.GetInt64(1)), outlet);

    internal void Begin()
    {
        _changedOutlets.Clear();
        _begin.Run();
    }

    /// <summary>Runs one write within a savepoint; where it throws, the savepoint is taken back.</summary>
    internal void RunItem(WriteItem item)
    {
        _savepoint.Run();
        var change = _lastChange;
        try
        {
            item.Run(this);
            _release.Run();
            _fullText.KeepItem();
        }
        catch
        {
            _lastChange = change;
            _fullText.DropItem();
            _terms.Forget();
            _extractors.Clear();
            if (InTransaction)
            {
                _rollbackTo.Run();
                _release.Run();
            }

            throw;
        }
    }

    internal void Commit()
    {
        _fullText.Write();
        _saveCounter.Run(_lastChange);
        _commit.Run();
    }

    /// <summary>Takes the open transaction back and forgets what was learned in it.</summary>
    internal void Rollback()
    {
        _fullText.Clear();
        _terms.Forget();
        _extractors.Clear();
        _changedOutlets.Clear();
        if (InTransaction)
        {
            using var rollback = new Statement(_connection, "ROLLBACK", 0);
            rollback.Run();
        }

        using var last = new Statement(_connection, "SELECT last FROM change_counter", 0);
        _lastChange = last.Number() ?? 0;
    }

    /// <summary>Stores an article, or finds it stored: see <see cref="IngestOutcome"/>.</summary>
    internal WrittenArticle Ingest(PreparedArticle article, long now)
    {
        var same = _findByHash.First(Existing.Read, article.TextHash);
        if (article.ArticleId is not { } id)
        {
            return same is null ? Create(article, Guid.CreateVersion7().ToString(), now) : Found(IngestOutcome.Unchanged, same, article);
        }

        if (same is not null)
        {
            if (same.ArticleId == id)
            {
                return Found(IngestOutcome.Unchanged, same, article);
            }

            if (_findById.First(Existing.Read, id) is null && _findByAlias.Number(id) != same.Seq)
            {
                _insertAlias.Run(id, same.Seq);
            }

            return Found(IngestOutcome.DuplicateOf, same, article);
        }

        if (_findById.First(Existing.Read, id) is { } known)
        {
            return Update(article, known, now);
        }

        // An alias whose text has changed is an article of its own from now on.
        _deleteAlias.Run(id);
        return Create(article, id, now);
    }

    /// <summary>The article with this id or alias, or null.</summary>
    internal long? SeqOf(string articleId) => _findById.First(Existing.Read, articleId)?.Seq ?? _findByAlias.Number(articleId);

    /// <summary>
    /// Counts a change of an article: its revision grows and watchers see it. Where <paramref name="article"/> is given, the indexes follow
    /// it; where <paramref name="metadata"/> is given, it replaces the stored metadata. The text stays.
    /// </summary>
    internal void Reindex(long seq, PreparedArticle? article, byte[]? metadata, long now)
    {
        _touch.Run(seq, ++_lastChange, now);
        if (article is not null)
        {
            var known = _findBySeq.First(Existing.Read, seq)!;
            var sortKey = NextSortKey(article.Slot);
            _fullText.Delete(known.SortKey, seq);
            CountDateOrder(known.Outlet, known.ProvenDateOrder, -1);
            _deleteTerms.Run(known.SortKey);
            _reindex.Run(seq, sortKey, article.Outlet, article.ProvenDateOrder, article.NearDuplicateKey);
            Index(article, sortKey, seq);
        }

        if (metadata is not null)
        {
            _replaceMetadata.Run(seq, metadata);
            _replaceExtractor.Run(seq, ExtractorOf(article!));
        }
    }

    /// <summary>Deletes an article with its aliases, or, for an alias, the alias alone.</summary>
    internal bool Delete(string articleId)
    {
        if (_findById.First(Existing.Read, articleId) is not { } known)
        {
            return _deleteAlias.Run(articleId) > 0;
        }

        _fullText.Delete(known.SortKey, known.Seq);
        CountDateOrder(known.Outlet, known.ProvenDateOrder, -1);
        _deleteTerms.Run(known.SortKey);
        _deleteArticle.Run(known.Seq);
        return true;
    }

    public void Dispose()
    {
        _terms.Dispose();
        _fullText.Dispose();
        _statements.ForEach(static statement => statement.Dispose());
        _connection.Dispose();
    }

    private WrittenArticle Found(IngestOutcome outcome, Existing stored, PreparedArticle article) => new(
        outcome, stored.Seq, stored.ArticleId, stored.IngestedAt, stored.UpdatedAt, stored.Revision, NearDuplicatesOf(article, stored.Seq));

    private WrittenArticle Create(PreparedArticle article, string id, long now)
    {
        var sortKey = NextSortKey(article.Slot);
        var seq = _insertArticle.Number(
            id, sortKey, ++_lastChange, article.TextHash, article.NearDuplicateKey, article.SourceUrl, article.ReceivedAt, now,
            ExtractorOf(article), article.Outlet, article.ProvenDateOrder)!.Value;
        _insertContent.Run(seq, article.Text, article.Metadata);
        Index(article, sortKey, seq);
        return new WrittenArticle(IngestOutcome.Created, seq, id, now, now, 1, NearDuplicatesOf(article, seq));
    }

    private WrittenArticle Update(PreparedArticle article, Existing known, long now)
    {
        var sortKey = NextSortKey(article.Slot);
        _fullText.Delete(known.SortKey, known.Seq);
        CountDateOrder(known.Outlet, known.ProvenDateOrder, -1);
        _deleteTerms.Run(known.SortKey);
        _updateArticle.Run(
            known.Seq, sortKey, ++_lastChange, article.TextHash, article.NearDuplicateKey, article.SourceUrl, article.ReceivedAt, now,
            ExtractorOf(article), article.Outlet, article.ProvenDateOrder);
        _updateContent.Run(known.Seq, article.Text, article.Metadata);
        Index(article, sortKey, known.Seq);
        return new WrittenArticle(
            IngestOutcome.Updated, known.Seq, known.ArticleId, known.IngestedAt, now, known.Revision + 1, NearDuplicatesOf(article, known.Seq));
    }

    private void Index(PreparedArticle article, long sortKey, long seq)
    {
        var ids = new List<(TermKind, long)>(article.Terms.Count);
        foreach (var term in article.Terms)
        {
            ids.Add((term.Kind, _terms.IdOf(term)));
        }

        _insertTerms.Run(sortKey, PackedTerms.Pack(ids));
        _fullText.Insert(sortKey, seq, ids, article.Search);
        CountDateOrder(article.Outlet, article.ProvenDateOrder, 1);
    }

    /// <summary>The next free number within a slot. 16 million articles fill one; the next article goes to the slot behind it.</summary>
    private long NextSortKey(long slot)
    {
        while (_lastInSlot.Number(slot, SortKey.EndOfSlot(slot)) is { } last)
        {
            if (last < SortKey.EndOfSlot(slot))
            {
                return last + 1;
            }

            slot += 1L << SortKey.NumberBits;
        }

        return slot;
    }

    private long ExtractorOf(PreparedArticle article)
    {
        if (!_extractors.TryGetValue(article.ExtractorVersion, out var id))
        {
            id = _findExtractor.Number(article.ExtractorVersion) ?? _insertExtractor.Number(article.ExtractorVersion)!.Value;
            _extractors.Add(article.ExtractorVersion, id);
        }

        return id;
    }

    private void CountDateOrder(string? outlet, int order, int articles)
    {
        if (outlet is not null && order != 0)
        {
            _countDateOrder.Run(outlet, order, articles);
            _changedOutlets.Add(outlet);
        }
    }

    private List<string> NearDuplicatesOf(PreparedArticle article, long seq) => article.NearDuplicateKey.Length == 0
        ? []
        : _nearDuplicates.All(static row => row.GetString(0), article.NearDuplicateKey, seq, MaxNearDuplicates);

    private Statement Prepare(string sql, int parameters)
    {
        var statement = new Statement(_connection, sql, parameters);
        _statements.Add(statement);
        return statement;
    }

    private sealed record Existing(
        long Seq, string ArticleId, long SortKey, long Revision, long IngestedAt, long UpdatedAt, string? Outlet, int ProvenDateOrder)
    {
        internal static Existing Read(SqliteDataReader row) => new(
            row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetString(6), row.GetInt32(7));
    }
}
