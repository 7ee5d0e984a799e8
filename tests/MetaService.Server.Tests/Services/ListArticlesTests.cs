using System.Globalization;
using MetaService.Protos.V1;

namespace MetaService.Server.Tests.Services;

public class ListArticlesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Filters_choose_and_pages_are_stable_while_articles_arrive()
    {
        for (var day = 1; day <= 9; day++)
        {
            await IngestAsync(day, "Iraq signed a treaty with Turkey in Baghdad");
        }

        await server.Client.IngestArticleAsync(new IngestArticleRequest
        {
            Article = new ArticleInput { Text = "Jan 12, 2018 | Rudaw\n\nPeru opened a museum in Lima, the Peruvian Ministry of Culture said.", ArticleId = "peru" },
        });

        var peru = await ListAsync(new ArticleFilter { FocusCountries = { "PE" } });
        Assert.Equal(["peru"], peru);
        Assert.Equal(["peru"], await ListAsync(new ArticleFilter { Outlets = { "rudaw" } }));
        Assert.Equal(["peru"], await ListAsync(new ArticleFilter { PublishedTo = "2018" }));
        Assert.Equal(["day-5", "day-4"], await ListAsync(new ArticleFilter { PublishedFrom = "2019-05-04", PublishedTo = "2019-05-05" }));
        Assert.Equal(9, (await ListAsync(new ArticleFilter { MentionedCountries = { "TR" } })).Count);

        var first = await server.Client.ListArticlesAsync(new ListArticlesRequest { PageSize = 4, Filter = new ArticleFilter { MentionedCountries = { "IQ" } } });
        Assert.Equal(["day-9", "day-8", "day-7", "day-6"], first.Articles.Select(a => a.ArticleId));
        Assert.All(first.Articles, a => Assert.Empty(a.Text));
        await IngestAsync(10, "Iraq opened a road in Baghdad");
        var second = await server.Client.ListArticlesAsync(new ListArticlesRequest
        {
            PageSize = 4,
            Filter = new ArticleFilter { MentionedCountries = { "IQ" } },
            PageToken = first.NextPageToken,
        });
        Assert.Equal(["day-5", "day-4", "day-3", "day-2"], second.Articles.Select(a => a.ArticleId));
    }

    private async Task<IReadOnlyList<string>> ListAsync(ArticleFilter filter)
    {
        var reply = await server.Client.ListArticlesAsync(new ListArticlesRequest { Filter = filter });
        return [.. reply.Articles.Select(a => a.ArticleId)];
    }

    private async Task IngestAsync(int day, string sentence) => await server.Client.IngestArticleAsync(new IngestArticleRequest
    {
        Article = new ArticleInput
        {
            Text = string.Create(CultureInfo.InvariantCulture, $"2019/05/{day:D2} | 10:00\n\n(Hatha al-Youm | Iraq News) - {sentence}, report {day}."),
            ArticleId = $"day-{day}",
        },
    });
}
