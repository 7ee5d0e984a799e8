using Grpc.Core;
using MetaService.Protos.V1;

namespace MetaService.Server.Tests.Services;

public class StoredArticleTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Clean = "2019/08/24 | 00:25\n\n(Hatha al-Youm | Iraq News )- Iraq and Britain agreed on Thursday to widen the training of troops.";
    private const string Glued = "2019/08/24 | 00:25\n\n(Hatha al-Youm | Iraq News )-Iraqand Britain agreed onThursday to widen the training oftroops.";

    [Fact]
    public async Task Glued_and_clean_renderings_are_one_article()
    {
        var first = await IngestAsync(Clean + " One.");
        var second = await IngestAsync(Glued + " One.");
        Assert.Equal(IngestOutcome.Created, first.Outcome);
        Assert.Equal(IngestOutcome.Unchanged, second.Outcome);
        Assert.Equal(first.Article.ArticleId, second.Article.ArticleId);
        Assert.Equal(Clean + " One.", second.Article.Text);
    }

    [Fact]
    public async Task The_same_text_under_another_id_is_a_duplicate_and_both_ids_lead_to_it()
    {
        await IngestAsync(Clean + " Two.", "two-a");
        var second = await IngestAsync(Clean + " Two.", "two-b");
        Assert.Equal(IngestOutcome.DuplicateOf, second.Outcome);
        Assert.Equal("two-a", second.Article.ArticleId);
        var byAlias = await server.Client.GetArticleAsync(new GetArticleRequest { ArticleId = "two-b" });
        Assert.Equal("two-a", byAlias.Article.ArticleId);
    }

    [Fact]
    public async Task A_new_text_under_a_known_id_replaces_the_old_one()
    {
        await IngestAsync(Clean + " Three.", "three");
        var second = await IngestAsync(Clean + " Three, corrected.", "three");
        Assert.Equal(IngestOutcome.Updated, second.Outcome);
        Assert.Equal(2, second.Article.Revision);
        var kept = await server.Client.GetArticleAsync(new GetArticleRequest { ArticleId = "three" });
        Assert.EndsWith("corrected.", kept.Article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_gives_back_what_ingest_stored()
    {
        var stored = (await IngestAsync(Clean + " Four.", "four")).Article;
        var got = (await server.Client.GetArticleAsync(new GetArticleRequest { ArticleId = "four" })).Article;
        Assert.Equal(stored, got);
        Assert.Equal("2019-08-24", got.Metadata.Published.Date);
    }

    [Fact]
    public async Task Batch_get_keeps_the_order_and_names_what_is_missing()
    {
        await IngestAsync(Clean + " Five.", "five");
        await IngestAsync(Clean + " Six.", "six");
        var request = new BatchGetArticlesRequest();
        request.ArticleIds.AddRange(["six", "nowhere", "five"]);
        var reply = await server.Client.BatchGetArticlesAsync(request);
        Assert.Equal(["six", "five"], reply.Articles.Select(a => a.ArticleId));
        Assert.Equal(["nowhere"], reply.NotFoundIds);
    }

    [Fact]
    public async Task A_deleted_article_is_gone()
    {
        await IngestAsync(Clean + " Seven.", "seven");
        await server.Client.DeleteArticleAsync(new DeleteArticleRequest { ArticleId = "seven" });
        var get = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.GetArticleAsync(new GetArticleRequest { ArticleId = "seven" }));
        Assert.Equal(StatusCode.NotFound, get.StatusCode);
        var again = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.DeleteArticleAsync(new DeleteArticleRequest { ArticleId = "seven" }));
        Assert.Equal(StatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Wrong_requests_name_their_fields()
    {
        await RefusedAsync(async () => await server.Client.GetArticleAsync(new GetArticleRequest()), "article_id");
        await RefusedAsync(async () => await server.Client.DeleteArticleAsync(new DeleteArticleRequest { ArticleId = new string('x', 201) }), "article_id");
        await RefusedAsync(async () => await server.Client.BatchGetArticlesAsync(new BatchGetArticlesRequest()), "article_ids");
        var batch = new BatchGetArticlesRequest();
        batch.ArticleIds.AddRange(["ok", ""]);
        await RefusedAsync(async () => await server.Client.BatchGetArticlesAsync(batch), "article_ids[1]");
        await RefusedAsync(async () => await server.Client.ListArticlesAsync(new ListArticlesRequest { PageSize = -1 }), "page_size");
        await RefusedAsync(async () => await server.Client.ListArticlesAsync(new ListArticlesRequest { PageToken = "nonsense" }), "page_token");
        await RefusedAsync(
            async () => await server.Client.ListArticlesAsync(new ListArticlesRequest { Filter = new ArticleFilter { PublishedFrom = "2019-13" } }),
            "filter.published_from");
        await RefusedAsync(
            async () => await server.Client.ListArticlesAsync(new ListArticlesRequest
            {
                Filter = new ArticleFilter { PublishedFrom = "2020", PublishedTo = "2019", FocusCountries = { "Iraq" } },
            }),
            "filter.published_to",
            "filter.focus_countries[0]");
    }

    private static async Task RefusedAsync(Func<Task> call, params string[] fields)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(fields, TestServer.FieldsOf(error));
    }

    private async Task<IngestArticleResponse> IngestAsync(string text, string id = "") =>
        await server.Client.IngestArticleAsync(new IngestArticleRequest { Article = new ArticleInput { Text = text, ArticleId = id } });
}
