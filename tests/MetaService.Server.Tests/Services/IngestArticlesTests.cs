using System.Globalization;
using Grpc.Core;
using MetaService.Protos.V1;

namespace MetaService.Server.Tests.Services;

public class IngestArticlesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Answers_come_in_order_and_a_bad_item_fails_alone()
    {
        const int Items = 500;
        using var call = server.Client.IngestArticles();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < Items; i++)
            {
                await call.RequestStream.WriteAsync(new IngestArticlesRequest
                {
                    ClientTag = Tag(i),
                    Article = i % 50 == 7 ? new ArticleInput() : new ArticleInput { ArticleId = $"bulk-{i}", Text = Text(i) },
                });
            }

            await call.RequestStream.CompleteAsync();
        });
        var answers = new List<IngestArticlesResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            answers.Add(answer);
        }

        await sending;
        Assert.Equal(Enumerable.Range(0, Items).Select(Tag), answers.Select(a => a.ClientTag));
        for (var i = 0; i < Items; i++)
        {
            if (i % 50 == 7)
            {
                Assert.Equal((int)StatusCode.InvalidArgument, answers[i].Error.Code);
                Assert.Equal("article.text", Assert.Single(answers[i].Error.FieldViolations).Field);
            }
            else
            {
                Assert.Null(answers[i].Error);
                Assert.Equal(IngestOutcome.Created, answers[i].Outcome);
            }
        }

        var stored = await server.Client.GetArticleAsync(new GetArticleRequest { ArticleId = "bulk-499" });
        Assert.Equal(Text(499), stored.Article.Text);
    }

    [Fact]
    public async Task What_was_answered_before_a_cancellation_stays()
    {
        using var stop = new CancellationTokenSource();
        using var call = server.Client.IngestArticles(cancellationToken: stop.Token);
        for (var i = 1000; i < 1010; i++)
        {
            await call.RequestStream.WriteAsync(new IngestArticlesRequest { Article = new ArticleInput { ArticleId = $"bulk-{i}", Text = Text(i) }, IncludeMetadata = true });
        }

        var answered = new List<string>();
        while (answered.Count < 5 && await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            Assert.Equal("2019-08-24", call.ResponseStream.Current.Metadata.Published.Date);
            answered.Add(call.ResponseStream.Current.ArticleId);
        }

        await stop.CancelAsync();
        var request = new BatchGetArticlesRequest();
        request.ArticleIds.AddRange(answered);
        Assert.Empty((await server.Client.BatchGetArticlesAsync(request)).NotFoundIds);
    }

    private static string Tag(int i) => i.ToString(CultureInfo.InvariantCulture);

    private static string Text(int i) => string.Create(CultureInfo.InvariantCulture, $"2019/08/24 | 00:25\n\n(Hatha al-Youm | Iraq News) - Bulk article number {i} is about Iraq.");
}
