using MetaService.Extraction.Actors;
using MetaService.Extraction.Dates;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

public sealed class ListTests : IAsyncLifetime, IDisposable
{
    private static readonly Sample[] _samples =
    [
        new()
        {
            Id = "day", Title = "Ceasefire agreement signed", Body = "Officials signed the ceasefire agreement in Baghdad on Thursday.",
            Published = new PartialDate(2019, 8, 24), Time = new TimeOnly(0, 25), Outlet = ("hatha-al-youm", "Hatha al-Youm"),
            Agency = ("reuters", "Reuters"), Focus = ["IQ"], Mentioned = ["IQ", "GB"],
            Actors = [Sample.Person("p-1", "Najah al-Shammari", "al-Shammari")], Places = [Sample.Place("Baghdad", "IQ", "Baghdad Governorate")],
        },
        new()
        {
            Id = "later-that-day", Title = "Storm warning", Body = "A storm is expected. The agreement on flood relief waits.",
            Published = new PartialDate(2019, 8, 24), Time = new TimeOnly(18, 0), Outlet = ("", "The Örebro Gazette"), Focus = ["SE"],
            Mentioned = ["SE"], Confidence = 0.55, Warnings = ["date.weekday-mismatch"], Language = "sv",
        },
        new() { Id = "month", Title = "Monthly review", Published = new PartialDate(2019, 8), Focus = ["IQ"], Mentioned = ["IQ"] },
        new() { Id = "year", Title = "Yearbook", Published = new PartialDate(2019), Mentioned = ["GB"] },
        new()
        {
            Id = "next-month", Title = "September news", Published = new PartialDate(2019, 9, 1), Focus = ["GB", "IQ"], Mentioned = ["GB", "IQ"],
            Places = [Sample.Place("Anbar", "IQ", null, Extraction.Places.PlaceKind.Admin1)],
            Actors = [Sample.Person("p-2", "Ben Wallace", "Wallace"), Sample.Person("p-1", "Najah al-Shammari")],
        },
        new() { Id = "undated", Title = "No date at all", Body = "Nothing here says when; the agreements were old." },
    ];

    private readonly StoreFile _file = new();
    private ArticleStore _store = null!;

    public async Task InitializeAsync()
    {
        _store = await _file.OpenAsync();
        foreach (var sample in _samples)
        {
            await _store.IngestAsync(sample.Build(), CancellationToken.None);
        }
    }

    public Task DisposeAsync() => _store.DisposeAsync().AsTask();

    public void Dispose() => _file.Dispose();

    private async Task<string[]> Ids(ArticleFilter filter, ArticleOrder order = ArticleOrder.PublishedDescending) =>
        [.. (await _store.ListAsync(new ArticleQuery { Filter = filter, Order = order }, CancellationToken.None)).Hits.Select(static hit => hit.Article.ArticleId)];

    [Fact]
    public async Task Orders()
    {
        Assert.Equal(["next-month", "later-that-day", "day", "month", "year", "undated"], await Ids(new()));
        Assert.Equal(["undated", "year", "month", "day", "later-that-day", "next-month"], await Ids(new(), ArticleOrder.PublishedAscending));
        Assert.Equal(_samples.Select(static sample => sample.Id!), await Ids(new(), ArticleOrder.IngestedAscending));
        Assert.Equal(_samples.Reverse().Select(static sample => sample.Id!), await Ids(new(), ArticleOrder.IngestedDescending));
    }

    public static TheoryData<ArticleFilter, string[]> Filters => new()
    {
        { new() { Outlets = ["hatha-al-youm"] }, ["day"] },
        { new() { Outlets = ["HATHA AL YOUM"] }, ["day"] },
        { new() { Outlets = ["the orebro gazette"] }, ["later-that-day"] },
        { new() { Outlets = ["the orebro gazette", "Hatha al-Youm"] }, ["later-that-day", "day"] },
        { new() { Outlets = ["nobody"] }, [] },
        { new() { Agencies = ["Reuters"] }, ["day"] },
        { new() { FocusCountries = ["iq"] }, ["next-month", "day", "month"] },
        { new() { MentionedCountries = ["GB"] }, ["next-month", "day", "year"] },
        { new() { FocusCountries = ["IQ"], MentionedCountries = ["GB"] }, ["next-month", "day"] },
        { new() { ActorIds = ["p-1"] }, ["next-month", "day"] },
        { new() { ActorNames = ["wallace"] }, ["next-month"] },
        { new() { ActorNames = ["Najah Al-Shammari"] }, ["next-month", "day"] },
        { new() { ActorTypes = [ActorType.Person] }, ["next-month", "day"] },
        { new() { ActorTypes = [ActorType.Company] }, [] },
        { new() { Places = ["baghdad"] }, ["day"] },
        { new() { Admin1 = ["Baghdad Governorate"] }, ["day"] },
        { new() { Admin1 = ["anbar"] }, ["next-month"] },
        { new() { Languages = ["sv"] }, ["later-that-day"] },
        { new() { HasWarnings = true }, ["later-that-day"] },
        { new() { HasWarnings = false, FocusCountries = ["IQ", "SE"] }, ["next-month", "day", "month"] },
        { new() { WarningCodes = ["date.weekday-mismatch"] }, ["later-that-day"] },
        { new() { MinConfidence = 0.9 }, ["next-month", "day", "month", "year"] },
        { new() { MinConfidence = 0.55 }, ["next-month", "later-that-day", "day", "month", "year"] },
        { new() { MinConfidence = 0.551 }, ["next-month", "later-that-day", "day", "month", "year"] },
        { new() { MinConfidence = 0.95 }, ["next-month", "day", "month", "year"] },
        { new() { MinConfidence = 0.96 }, [] },
        { new() { MinConfidence = 1 }, [] },
        { new() { MinConfidence = 0.56 }, ["next-month", "day", "month", "year"] },
        { new() { MinConfidence = 0 }, ["next-month", "later-that-day", "day", "month", "year", "undated"] },
        { new() { Text = "agreement" }, ["later-that-day", "day"] },
        { new() { Text = "agree*" }, ["later-that-day", "day", "undated"] },
        { new() { Text = "\"ceasefire agreement\"" }, ["day"] },
        { new() { Text = "agree* NOT ceasefire" }, ["later-that-day", "undated"] },
        { new() { Text = "storm OR ceasefire" }, ["later-that-day", "day"] },
        { new() { Text = "agreement", FocusCountries = ["IQ"] }, ["day"] },
        { new() { Text = "agree*", MentionedCountries = ["GB", "SE"], PublishedTo = new PartialDate(2019, 8, 24) }, ["later-that-day", "day"] },

        // A range takes in every article whose date may fall into it.
        { new() { PublishedFrom = new PartialDate(2019, 8, 31), PublishedTo = new PartialDate(2019, 8, 31) }, ["month", "year"] },
        { new() { PublishedFrom = new PartialDate(2019, 8, 24), PublishedTo = new PartialDate(2019, 8, 24) }, ["later-that-day", "day", "month", "year"] },
        { new() { PublishedFrom = new PartialDate(2019, 8), PublishedTo = new PartialDate(2019, 8) }, ["later-that-day", "day", "month", "year"] },
        { new() { PublishedFrom = new PartialDate(2019), PublishedTo = new PartialDate(2019) }, ["next-month", "later-that-day", "day", "month", "year"] },
        { new() { PublishedFrom = new PartialDate(2019, 9) }, ["next-month", "year"] },
        { new() { PublishedFrom = new PartialDate(2019, 12, 31) }, ["year"] },
        { new() { PublishedFrom = new PartialDate(2020) }, [] },
        { new() { PublishedTo = new PartialDate(2018) }, [] },
        { new() { PublishedTo = new PartialDate(2019, 1) }, ["year"] },
        { new() { PublishedFrom = new PartialDate(2019, 8, 25), FocusCountries = ["IQ"] }, ["next-month", "month"] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task Filters_find_the_same_in_every_order(ArticleFilter filter, string[] expected)
    {
        Assert.Equal(expected, await Ids(filter));
        Assert.Equal(expected.Reverse(), await Ids(filter, ArticleOrder.PublishedAscending));
        var stored = _samples.Select(static sample => sample.Id!).Where(expected.Contains).ToArray();
        Assert.Equal(stored, await Ids(filter, ArticleOrder.IngestedAscending));
        Assert.Equal(stored.Reverse(), await Ids(filter, ArticleOrder.IngestedDescending));
        if (filter.Text is not null)
        {
            Assert.Equal(expected.Order(), (await Ids(filter, ArticleOrder.Relevance)).Order());
        }

        // Page by page it is the same list.
        foreach (var order in Enum.GetValues<ArticleOrder>().Where(order => order != ArticleOrder.Relevance || filter.Text is not null))
        {
            var paged = new List<string>();
            string? token = null;
            do
            {
                var page = await _store.ListAsync(new ArticleQuery { Filter = filter, Order = order, PageSize = 1, PageToken = token }, CancellationToken.None);
                paged.AddRange(page.Hits.Select(static hit => hit.Article.ArticleId));
                token = page.NextPageToken;
            }
            while (token is not null);
            Assert.Equal(await Ids(filter, order), paged);
        }
    }

    [Fact]
    public async Task Relevance_puts_titles_first()
    {
        Assert.Equal("day", (await Ids(new() { Text = "agreement" }, ArticleOrder.Relevance))[0]);
    }

    [Fact]
    public async Task A_snippet_shows_the_match()
    {
        var page = await _store.ListAsync(new ArticleQuery { Filter = new() { Text = "\"flood relief\"" }, IncludeText = false }, CancellationToken.None);
        var hit = Assert.Single(page.Hits);
        Assert.Equal("", hit.Article.Text);
        var snippet = hit.Snippet!;
        var (start, length) = Assert.Single(snippet.Highlights);
        Assert.Equal("flood relief", snippet.Text.Substring(start, length));
    }

    [Fact]
    public async Task Terms_cannot_be_asked_for_by_typing_them()
    {
        Assert.Empty(await Ids(new() { Text = "k1" }));
        Assert.Empty(await Ids(new() { Text = "terms k1" }));
    }
}
