using MetaService.Extraction.Dates;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

public sealed class PagingTests : IAsyncLifetime, IDisposable
{
    private readonly StoreFile _file = new();
    private readonly SyntheticCorpus _corpus = new(21);
    private ArticleStore _store = null!;

    public async Task InitializeAsync() => _store = await _file.OpenAsync();

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(ArticleOrder.PublishedDescending, null)]
    [InlineData(ArticleOrder.PublishedAscending, "en")]
    [InlineData(ArticleOrder.IngestedDescending, null)]
    [InlineData(ArticleOrder.IngestedAscending, "en")]
    public async Task Pages_stay_stable_while_articles_come_and_go(ArticleOrder order, string? language)
    {
        var ids = new List<string>();
        for (var i = 0; i < 120; i++)
        {
            ids.Add((await _store.IngestAsync(_corpus[i], CancellationToken.None)).Article.ArticleId);
        }

        var query = new ArticleQuery { Order = order, PageSize = 10, IncludeText = false, Filter = new() { Languages = language is null ? [] : [language] } };
        var expected = (await _store.ListAsync(query with { PageSize = 1000 }, CancellationToken.None)).Hits.Select(static hit => hit.Article.ArticleId).ToList();
        var seen = new List<string>();
        var deleted = new HashSet<string>();
        string? token = null;
        var next = 1000;
        do
        {
            var page = await _store.ListAsync(query with { PageToken = token }, CancellationToken.None);
            seen.AddRange(page.Hits.Select(static hit => hit.Article.ArticleId));
            token = page.NextPageToken;

            // New articles on both sides, one gone that was seen (the token's own) and one that was not.
            for (var i = 0; i < 5; i++)
            {
                await _store.IngestAsync(_corpus[next++], CancellationToken.None);
            }

            if (expected.LastOrDefault(id => !seen.Contains(id) && !deleted.Contains(id)) is { } unseen)
            {
                await _store.DeleteAsync(seen[^1], CancellationToken.None);
                await _store.DeleteAsync(unseen, CancellationToken.None);
                deleted.Add(unseen);
            }
        }
        while (token is not null && seen.Count < 2000);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(expected.Where(id => !deleted.Contains(id)), seen.Where(expected.Contains));
    }

    [Fact]
    public async Task Tokens_are_bound_to_their_list()
    {
        for (var i = 0; i < 5; i++)
        {
            await _store.IngestAsync(_corpus[i], CancellationToken.None);
        }

        var query = new ArticleQuery { PageSize = 2 };
        var token = (await _store.ListAsync(query, CancellationToken.None)).NextPageToken!;
        Assert.Equal(3, (await _store.ListAsync(query with { PageToken = token, PageSize = 10 }, CancellationToken.None)).Hits.Count);
        Task<ArticlePage> List(ArticleQuery changed) => _store.ListAsync(changed with { PageToken = token }, CancellationToken.None);
        await Assert.ThrowsAsync<InvalidPageTokenException>(() => List(query with { Order = ArticleOrder.PublishedAscending }));
        await Assert.ThrowsAsync<InvalidPageTokenException>(() => List(query with { Filter = new() { Languages = ["en"] } }));
        await Assert.ThrowsAsync<InvalidPageTokenException>(() => List(query with { Filter = new() { Outlets = ["en"] } }));
        await Assert.ThrowsAsync<InvalidPageTokenException>(() => List(query with { Filter = new() { PublishedFrom = new PartialDate(2019) } }));
        for (var i = 0; i < token.Length; i++)
        {
            var damaged = string.Concat(token.AsSpan(0, i), token[i] == 'x' ? "y" : "x", token.AsSpan(i + 1));
            await Assert.ThrowsAsync<InvalidPageTokenException>(() => _store.ListAsync(query with { PageToken = damaged }, CancellationToken.None));
        }

        foreach (var bad in new[] { "x", token[1..], token + "A", "\ud800", "==", new string('A', token.Length), new string('é', token.Length) })
        {
            await Assert.ThrowsAsync<InvalidPageTokenException>(() => _store.ListAsync(query with { PageToken = bad }, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Bad_queries_are_refused()
    {
        Task<ArticlePage> List(ArticleQuery query) => _store.ListAsync(query, CancellationToken.None);
        await Assert.ThrowsAsync<ArgumentException>(() => List(new() { PageSize = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => List(new() { PageSize = 1001 }));
        await Assert.ThrowsAsync<ArgumentException>(() => List(new() { Order = ArticleOrder.Relevance }));
        await Assert.ThrowsAsync<ArgumentException>(() => List(new() { Filter = new() { MinConfidence = 1.01 } }));
        await Assert.ThrowsAsync<ArgumentException>(() => List(new() { Filter = new() { MinConfidence = double.NaN } }));
        await Assert.ThrowsAsync<ArgumentException>(() => List(new() { Filter = new() { PublishedFrom = new PartialDate(2020), PublishedTo = new PartialDate(2019) } }));
    }

    /// <summary>More matches than are sorted, some dense at the end and some thin: every way of finding them gives the same list.</summary>
    [Fact]
    public async Task Broad_full_text_in_order_of_storing_is_the_same_list()
    {
        const int Count = 3600;
        var ids = new string[Count];
        await Task.WhenAll(Enumerable.Range(0, Count).Select(async i =>
        {
            var body = i < Count - 400 ? $"Common words, number {i}." : i % 50 == 0 ? $"Common but thin, number {i}." : $"Nothing of it, number {i}.";
            var sample = new Sample { Id = $"a{i:D4}", Title = $"Title {i}", Body = body, Published = new PartialDate(2019, 1 + (i % 12)) };
            ids[i] = (await _store.IngestAsync(sample.Build(), CancellationToken.None)).Article.ArticleId;
        }));
        foreach (var filter in new ArticleFilter[] { new() { Text = "common" }, new() { Text = "common", PublishedFrom = new PartialDate(2019, 1, 15) } })
        {
            var expected = (await All(new ArticleQuery { Filter = filter })).Order(StringComparer.Ordinal).ToList();
            Assert.InRange(expected.Count, 3001, 3300);
            foreach (var order in new[] { ArticleOrder.IngestedAscending, ArticleOrder.IngestedDescending })
            {
                var stored = await All(new ArticleQuery { Order = order });
                var rank = stored.Select(static (id, index) => (id, index)).ToDictionary(static pair => pair.id, static pair => pair.index);
                var found = await All(new ArticleQuery { Filter = filter, Order = order });
                Assert.Equal(expected.OrderBy(id => rank[id]), found);
            }
        }

        async Task<List<string>> All(ArticleQuery query)
        {
            var found = new List<string>();
            string? token = null;
            do
            {
                var page = await _store.ListAsync(query with { PageSize = 700, PageToken = token, IncludeText = false }, CancellationToken.None);
                found.AddRange(page.Hits.Select(static hit => hit.Article.ArticleId));
                token = page.NextPageToken;
            }
            while (token is not null);
            return found;
        }
    }
}
