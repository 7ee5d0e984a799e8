using Dapper;
using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Storage.Queries;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

/// <summary>The plans that SQLite chooses: no filter may walk over all articles, and no page in an index's order may be sorted.</summary>
public sealed class QueryPlanTests : IAsyncLifetime, IDisposable
{
    private readonly StoreFile _file = new();
    private ArticleStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await _file.OpenAsync();
        var corpus = new SyntheticCorpus(41);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => _store.IngestAsync(corpus[i], CancellationToken.None)));
    }

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    public static TheoryData<ArticleFilter> Filters => new()
    {
        new ArticleFilter(),
        new ArticleFilter { PublishedFrom = new PartialDate(2012, 5, 3), PublishedTo = new PartialDate(2012, 5, 9) },
        new ArticleFilter { Outlets = ["outlet-0"] },
        new ArticleFilter { Agencies = ["agency-0"] },
        new ArticleFilter { FocusCountries = ["AA"] },
        new ArticleFilter { MentionedCountries = ["AA"] },
        new ArticleFilter { ActorIds = ["x-00000000"] },
        new ArticleFilter { ActorNames = [SyntheticCorpus.ActorName(0)] },
        new ArticleFilter { ActorTypes = [ActorType.Person] },
        new ArticleFilter { Places = [SyntheticCorpus.PlaceName(0)] },
        new ArticleFilter { Admin1 = [SyntheticCorpus.Word(0) + " province"] },
        new ArticleFilter { Languages = ["ar"] },
        new ArticleFilter { HasWarnings = true },
        new ArticleFilter { WarningCodes = ["date.future"] },
        new ArticleFilter { MinConfidence = 0.85 },
        new ArticleFilter { Text = SyntheticCorpus.Word(0) },
        new ArticleFilter { FocusCountries = ["AA"], ActorIds = ["x-00000000"], Outlets = ["outlet-0"], PublishedFrom = new PartialDate(2012) },
        new ArticleFilter { Text = SyntheticCorpus.Word(0), FocusCountries = ["AA"], Languages = ["en"], MinConfidence = 0.7 },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task No_filter_walks_over_all_articles(ArticleFilter filter)
    {
        foreach (var order in Enum.GetValues<ArticleOrder>().Where(order => order != ArticleOrder.Relevance || filter.Text is not null))
        {
            var (sql, plan) = await _store.ReadAsync(
                connection =>
                {
                    var compiled = CompiledFilter.Compile(filter, connection);
                    Assert.False(compiled.IsEmpty);
                    var sql = ListSql.For(compiled, order);
                    var parameters = compiled.Parameters();
                    parameters.AddDynamicParams(new { first = 0L, last = long.MaxValue, low = 0L, high = long.MaxValue, score = 0.0, key = 0L, ranked = 10, limit = 10 });
                    return (sql, connection.Query("EXPLAIN QUERY PLAN " + sql, parameters).Select(static row => (string)row.detail).ToList());
                },
                CancellationToken.None);
            var text = string.Join('\n', plan) + "\n\n" + sql;

            // Articles are reached by seq or sort_key; the full-text indexes by a MATCH ("M") within a range of rowids.
            Assert.All(plan.Where(static step => step.StartsWith("SCAN ", StringComparison.Ordinal)), step =>
                Assert.True(step is "SCAN r" || (step.Contains("VIRTUAL TABLE INDEX", StringComparison.Ordinal) && step.Contains('M', StringComparison.Ordinal)), text));
            Assert.All(plan.Where(static step => step.StartsWith("SEARCH a", StringComparison.Ordinal)), step =>
                Assert.True(step.Contains("sort_key", StringComparison.Ordinal) || step.Contains("rowid", StringComparison.Ordinal), text));

            // Only relevance, and full text in order of storing, sort what they found.
            var sorts = plan.Exists(static step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
            Assert.True(
                sorts == (order == ArticleOrder.Relevance
                    || (filter.Text is not null && order is ArticleOrder.IngestedAscending or ArticleOrder.IngestedDescending && filter.Text is not null)),
                text);
        }
    }
}
