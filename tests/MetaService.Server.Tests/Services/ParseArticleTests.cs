using System.Text;
using Grpc.Core;
using MetaService.Protos.V1;

namespace MetaService.Server.Tests.Services;

public class ParseArticleTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Text = "2019/08/24 | 00:25\n\n(Hatha al-Youm | Iraq News )-Iraqand Britain agreed on Thursday to widen the training of troops.";

    [Fact]
    public async Task The_date_of_a_piped_header_is_found_with_its_evidence()
    {
        var metadata = (await server.Client.ParseArticleAsync(Request(Text))).Metadata;
        Assert.Equal("2019-08-24", metadata.Published.Date);
        Assert.Equal("00:25", metadata.Published.Time);
        Assert.Equal("+03:00", metadata.Published.UtcOffset);
        Assert.True(metadata.Published.UtcOffsetInferred);
        Assert.Equal(new DateTime(2019, 8, 23, 21, 25, 0, DateTimeKind.Utc), metadata.Published.Instant.ToDateTime());
        Assert.Contains(metadata.Published.Evidence.Spans, s => Text.Substring(s.Start, s.Length).Contains("2019/08/24", StringComparison.Ordinal));
        Assert.NotEmpty(metadata.Published.Evidence.Rule);
        Assert.Equal("hatha-al-youm", metadata.Outlet.Id);
        Assert.Equal("Iraq News", metadata.Outlet.Section);
    }

    [Theory]
    [InlineData(OffsetUnit.Utf16CodeUnits)]
    [InlineData(OffsetUnit.Utf8Bytes)]
    [InlineData(OffsetUnit.CodePoints)]
    public async Task Offsets_count_in_the_unit_asked_for(OffsetUnit unit)
    {
        const string Body = "😀 “Émile” met 😀 Barham Salih in Baghdad on Thursday.";
        var request = Request("2019/08/24 | 00:25\n\n" + Body);
        request.OffsetUnit = unit;
        var metadata = (await server.Client.ParseArticleAsync(request)).Metadata;
        Assert.Equal(unit, metadata.OffsetUnit);
        var date = Assert.Single(metadata.Dates, d => d.Text.Contains("Thursday", StringComparison.Ordinal));
        Assert.Contains("Thursday", Cut(request.Article.Text, date.Span, unit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_offset_unit_is_refused_by_name()
    {
        var request = Request(Text);
        request.OffsetUnit = (OffsetUnit)99;
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ParseArticleAsync(request));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["offset_unit"], TestServer.FieldsOf(error));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\t ")]
    public async Task Empty_text_is_refused_by_name(string text)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ParseArticleAsync(Request(text)));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["article.text"], TestServer.FieldsOf(error));
    }

    [Fact]
    public async Task A_missing_article_is_refused_by_name()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ParseArticleAsync(new ParseArticleRequest()));
        Assert.Equal(["article"], TestServer.FieldsOf(error));
    }

    [Fact]
    public async Task All_fields_at_fault_are_named_at_once()
    {
        var request = Request(Text);
        request.Article.ArticleId = "with blank";
        request.Article.SourceUrl = "not an address";
        request.Article.ReceivedAt = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = long.MaxValue };
        request.Article.Hints = new Hints { Country = "iraq", DateOrder = (DateOrder)77 };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ParseArticleAsync(request));
        Assert.Equal(
            ["article.article_id", "article.source_url", "article.received_at", "article.hints.country", "article.hints.date_order"],
            TestServer.FieldsOf(error));
    }

    [Fact]
    public async Task One_mebibyte_is_taken_and_one_byte_more_is_refused_by_name()
    {
        var text = Text + "\n\n" + string.Concat(Enumerable.Repeat("The council met again and put off the vote.\n", 30_000));
        text = text[..(1 << 20)];
        await server.Client.ParseArticleAsync(Request(text));
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ParseArticleAsync(Request(text + "x")));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.Equal(["article.text"], TestServer.FieldsOf(error));
    }

    [Fact]
    public async Task A_message_far_over_the_limit_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.ParseArticleAsync(Request(new string('x', 5 << 20))));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Theory]
    [InlineData(new byte[] { 0x41, 0xFF, 0x42 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task Text_that_is_no_utf8_is_refused_by_name(byte[] text)
    {
        // ParseArticleRequest { article { text } }, written by hand: the client's own writer would replace the bytes.
        byte[] article = [0x0A, (byte)text.Length, .. text];
        byte[] request = [0x0A, (byte)article.Length, .. article];
        var error = await Assert.ThrowsAsync<RpcException>(() => RawCalls.UnaryAsync(server.Channel, "ParseArticle", request));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(["article.text"], TestServer.FieldsOf(error));
    }

    [Fact]
    public async Task A_broken_message_is_an_invalid_argument()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => RawCalls.UnaryAsync(server.Channel, "ParseArticle", [0x0A, 0x7F, 0x01]));
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    public static TheoryData<string> StrangeTexts() => new(
        "\u0000\u0001\u0007\u001b[31m\u007f",
        new string('\n', 100_000),
        new string('[', 100_000) + new string(']', 100_000),
        string.Concat(Enumerable.Repeat("((((<<<<{{{{", 20_000)),
        string.Concat(Enumerable.Repeat("&amp;", 50_000)),
        new string('a', 1_000_000),
        string.Concat(Enumerable.Repeat("2019/08/24 | ", 20_000)),
        string.Concat(Enumerable.Repeat("‮\u200d\ufeff", 30_000)),
        "x");

    [Theory]
    [MemberData(nameof(StrangeTexts))]
    public async Task Strange_text_gets_an_answer_or_a_proper_error(string text)
    {
        try
        {
            var reply = await server.Client.ParseArticleAsync(Request(text), deadline: DateTime.UtcNow.AddSeconds(60));
            Assert.NotEmpty(reply.Metadata.TextHash);
        }
        catch (RpcException e)
        {
            Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
            Assert.Equal(["article.text"], TestServer.FieldsOf(e));
        }
    }

    [Fact]
    public async Task A_deadline_in_the_past_is_kept()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.ParseArticleAsync(Request(Text), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    private static ParseArticleRequest Request(string text) => new() { Article = new ArticleInput { Text = text } };

    private static string Cut(string text, Span span, OffsetUnit unit) => unit switch
    {
        OffsetUnit.Utf8Bytes => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text).AsSpan(span.Start, span.Length)),
        OffsetUnit.CodePoints => string.Concat(text.EnumerateRunes().Skip(span.Start).Take(span.Length)),
        _ => text.Substring(span.Start, span.Length),
    };
}
