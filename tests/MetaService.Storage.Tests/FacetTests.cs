using MetaService.Extraction.Dates;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

/// <summary>Counts against a plain count over the same made-up articles.</summary>
public sealed class FacetTests : IAsyncLifetime, IDisposable
{
    private const int Count = 400;

    private readonly StoreFile _file = new();
    private readonly SyntheticCorpus _corpus = new(51);
    private ArticleStore _store = null!;
    private List<ArticleToStore> _articles = null!;

    public async Task InitializeAsync()
    {
        _store = await _file.OpenAsync();
        _articles = [.. Enumerable.Range(0, Count).Select(i => _corpus[i])];
        await Task.WhenAll(_articles.Select(article => _store.IngestAsync(article, CancellationToken.None)));
    }

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Counts_are_those_of_a_plain_count()
    {
        var filter = new ArticleFilter { Languages = ["en"], MinConfidence = 0.6 };
        var meant = _articles.Where(static article =>
            article.Extracted.Header.Language == "en" && article.Extracted.Header.Published!.Confidence >= 0.6).ToList();
        await Check(FacetKind.Outlet, static article => [article.Extracted.Header.Outlet!.Value.Id]);
        await Check(FacetKind.Agency, static article => article.Extracted.Header.Agency is { } agency ? [agency.Value.Id] : []);
        await Check(FacetKind.FocusCountry, static article => article.Extracted.Region.Focus.Select(static country => country.Code));
        await Check(FacetKind.MentionedCountry, static article => article.Extracted.Region.Mentioned.Select(static country => country.Code));
        await Check(FacetKind.Actor, static article => article.Extracted.Actors.Select(static actor => actor.Id));
        await Check(FacetKind.Language, static article => [article.Extracted.Header.Language]);

        async Task Check(FacetKind kind, Func<ArticleToStore, IEnumerable<string>> values)
        {
            var expected = meant.SelectMany(article => values(article).Distinct()).GroupBy(static value => value).ToDictionary(static group => group.Key, static group => (long)group.Count());
            var facet = await _store.CountAsync(filter, kind, 0, 1000, CancellationToken.None);
            Assert.Equal(meant.Count, facet.Articles);
            Assert.Equal(expected.Count, facet.Values);
            Assert.Equal(facet.Counts.OrderByDescending(static count => count.Articles).Select(static count => count.Articles), facet.Counts.Select(static count => count.Articles));
            Assert.All(facet.Counts, count => Assert.Equal(expected[count.Id], count.Articles));
            var second = await _store.CountAsync(filter, kind, 1, 2, CancellationToken.None);
            Assert.Equal(facet.Counts.Skip(1).Take(2), second.Counts);
        }
    }

    [Fact]
    public async Task An_actor_facet_says_who_it_is()
    {
        var best = (await _store.CountAsync(new(), FacetKind.Actor, 0, 1, CancellationToken.None)).Counts[0];
        var actor = _articles.SelectMany(static article => article.Extracted.Actors).First(actor => actor.Id == best.Id);
        Assert.Equal((actor.CanonicalName, actor.Type, actor.Country), (best.Name, best.ActorType, best.Country));
    }

    [Fact]
    public async Task Co_actors_leave_the_actor_out()
    {
        var actor = (await _store.CountAsync(new(), FacetKind.Actor, 0, 1, CancellationToken.None)).Counts[0];
        var shared = await _store.CountCoActorsAsync(actor.Id, new(), 0, 1000, CancellationToken.None);
        var expected = _articles.Where(article => article.Extracted.Actors.Any(a => a.Id == actor.Id))
            .SelectMany(static article => article.Extracted.Actors).Where(a => a.Id != actor.Id)
            .GroupBy(static a => a.Id).ToDictionary(static group => group.Key, static group => (long)group.Count());
        Assert.Equal(actor.Articles, shared.Articles);
        Assert.Equal(expected.Count, shared.Values);
        Assert.All(shared.Counts, count => Assert.Equal(expected[count.Id], count.Articles));
        Assert.Equal(0, (await _store.CountCoActorsAsync("nobody", new(), 0, 10, CancellationToken.None)).Articles);
    }

    [Theory]
    [InlineData(TimelinePeriod.Day, false)]
    [InlineData(TimelinePeriod.Week, true)]
    [InlineData(TimelinePeriod.Month, false)]
    [InlineData(TimelinePeriod.Month, true)]
    [InlineData(TimelinePeriod.Year, false)]
    public async Task A_timeline_counts_by_period(TimelinePeriod period, bool filtered)
    {
        await _store.IngestAsync(new Sample { Title = "Undated" }.Build(), CancellationToken.None);
        var filter = filtered
            ? new ArticleFilter { Languages = ["en"], PublishedFrom = new PartialDate(2012, 2, 3), PublishedTo = new PartialDate(2016) }
            : new ArticleFilter();
        var dates = _articles.Where(article => !filtered || (article.Extracted.Header.Language == "en"
                && article.Extracted.Header.Published!.Value.Date.Last >= new DateOnly(2012, 2, 3)
                && article.Extracted.Header.Published!.Value.Date.First <= new DateOnly(2016, 12, 31)))
            .Select(static article => article.Extracted.Header.Published!.Value.Date).ToList();
        bool Fits(PartialDate date) => date.IsDay || period == TimelinePeriod.Year || (period == TimelinePeriod.Month && date.Month != 0);
        var expected = dates.Where(Fits).GroupBy(date => period switch
        {
            TimelinePeriod.Day => date.First,
            TimelinePeriod.Week => date.First.AddDays(-(((int)date.First.DayOfWeek + 6) % 7)),
            TimelinePeriod.Month => new DateOnly(date.Year, date.Month, 1),
            _ => new DateOnly(date.Year, 1, 1),
        }).OrderBy(static group => group.Key).Select(static group => new TimelineCount(group.Key, group.Count()));
        var timeline = await _store.GetTimelineAsync(filter, period, CancellationToken.None);
        Assert.Equal(expected, timeline.Counts);
        Assert.Equal(dates.Count(date => !Fits(date)), timeline.TooCoarse);
        Assert.Equal(filtered ? 0 : 1, timeline.Undated);
    }

    [Fact]
    public async Task Bad_numbers_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _store.CountAsync(new(), FacetKind.Actor, -1, 10, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.CountAsync(new(), FacetKind.Actor, 0, 1001, CancellationToken.None));
        await Assert.ThrowsAsync<SearchSyntaxException>(() => _store.GetTimelineAsync(new() { Text = "(" }, TimelinePeriod.Day, CancellationToken.None));
    }
}
