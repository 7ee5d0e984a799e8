using System.Globalization;
using Grpc.Core;
using MetaService.Protos.V1;

namespace MetaService.Server.Tests.Services;

public class CountsAndStreamsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Counts_pages_exports_and_watches_agree_with_what_is_stored()
    {
        using var watch = server.Client.WatchArticles(new WatchArticlesRequest { Filter = new ArticleFilter { FocusCountries = { "IQ" } } });
        await watch.ResponseHeadersAsync;
        for (var day = 1; day <= 6; day++)
        {
            await IngestAsync($"iq-{day}", string.Create(CultureInfo.InvariantCulture, $"2019/05/{day:D2} | 10:00\n\n(Hatha al-Youm | Iraq News) - Iraqi Prime Minister Adil Abd al-Mahdi met ministers in Baghdad, report {day}."));
        }

        await IngestAsync("pe-1", "Jan 12, 2018 | Rudaw\n\nThe Peruvian Ministry of Culture opened a museum in Lima, the capital of Peru.");

        var actors = await server.Client.ListActorsAsync(new ListActorsRequest());
        Assert.Equal(7, actors.ArticleCount);
        Assert.Contains(actors.Actors, a => a.ActorId == "adil-abd-al-mahdi" && a.ArticleCount == 6 && a.Type == ActorType.Person);
        var outlets = await server.Client.ListOutletsAsync(new ListOutletsRequest { PageSize = 1 });
        Assert.Equal("hatha-al-youm", Assert.Single(outlets.Outlets).OutletId);
        var next = await server.Client.ListOutletsAsync(new ListOutletsRequest { PageSize = 1, PageToken = outlets.NextPageToken });
        Assert.Equal("rudaw", Assert.Single(next.Outlets).OutletId);
        Assert.Empty(next.NextPageToken);
        var countries = await server.Client.ListCountriesAsync(new ListCountriesRequest { FocusOnly = true });
        Assert.Equal(["IQ", "PE"], countries.Countries.Select(c => c.Code));
        var timeline = await server.Client.GetTimelineAsync(new GetTimelineRequest { Period = TimelinePeriod.Month });
        Assert.Equal([("2018-01-01", 1L), ("2019-05-01", 6L)], timeline.Counts.Select(c => (c.Start, c.ArticleCount)));
        var company = await server.Client.ListCoActorsAsync(new ListCoActorsRequest { ActorId = "adil-abd-al-mahdi" });
        Assert.DoesNotContain(company.Actors, a => a.ActorId == "adil-abd-al-mahdi");
        Assert.Equal(6, company.ArticleCount);

        var foreign = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.ListActorsAsync(new ListActorsRequest { PageToken = outlets.NextPageToken }));
        Assert.Equal(["page_token"], TestServer.FieldsOf(foreign));

        var exported = new List<ExportArticlesResponse>();
        using (var export = server.Client.ExportArticles(new ExportArticlesRequest()))
        {
            await foreach (var item in export.ResponseStream.ReadAllAsync())
            {
                exported.Add(item);
            }
        }

        Assert.Equal(["iq-1", "iq-2", "iq-3", "iq-4", "iq-5", "iq-6", "pe-1"], exported.Select(e => e.Article.ArticleId));
        using (var rest = server.Client.ExportArticles(new ExportArticlesRequest { ExportToken = exported[4].ExportToken }))
        {
            Assert.True(await rest.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal("iq-6", rest.ResponseStream.Current.Article.ArticleId);
        }

        var watched = new List<WatchArticlesResponse>();
        while (watched.Count < 3 && await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            watched.Add(watch.ResponseStream.Current);
        }

        using var resumed = server.Client.WatchArticles(new WatchArticlesRequest
        {
            Filter = new ArticleFilter { FocusCountries = { "IQ" } },
            WatchToken = watched[2].WatchToken,
        });
        Assert.True(await resumed.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("iq-4", resumed.ResponseStream.Current.Article.ArticleId);
    }

    [Fact]
    public async Task A_damaged_token_is_refused_by_name()
    {
        using var export = server.Client.ExportArticles(new ExportArticlesRequest { ExportToken = "nonsense" });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await export.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["export_token"], TestServer.FieldsOf(error));
    }

    private async Task IngestAsync(string id, string text) =>
        await server.Client.IngestArticleAsync(new IngestArticleRequest { Article = new ArticleInput { ArticleId = id, Text = text } });
}
