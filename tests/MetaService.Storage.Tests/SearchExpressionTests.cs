using MetaService.Storage.Queries;
using MetaService.Storage.Tests.Support;

namespace MetaService.Storage.Tests;

public sealed class SearchExpressionTests
{
    [Theory]
    [InlineData("ceasefire", "\"ceasefire\"")]
    [InlineData("Ceasefire AGREEMENT", "(\"ceasefire\" AND \"agreement\")")]
    [InlineData("a AND b OR c", "((\"a\" AND \"b\") OR \"c\")")]
    [InlineData("a (b OR c)", "(\"a\" AND (\"b\" OR \"c\"))")]
    [InlineData("\"joint statement\" talks*", "(\"joint statement\" AND \"talks\" *)")]
    [InlineData("al-Shammari", "\"al shammari\"")]
    [InlineData("a NOT b -c", "(\"a\" NOT (\"b\" OR \"c\"))")]
    [InlineData("-c a", "(\"a\" NOT (\"c\"))")]
    [InlineData("Çavuşoğlu", "\"cavusoglu\"")]
    [InlineData("title:x ^y {z} near/3", "(\"title x\" AND \"y\" AND \"z\" AND \"near 3\")")]
    [InlineData("ORacle ANDrew NOTe", "(\"oracle\" AND \"andrew\" AND \"note\")")]
    [InlineData("((((a))))", "\"a\"")]
    [InlineData("\"it's 5-4\"", "\"it s 5 4\"")]
    public void Reads(string query, string expected) => Assert.Equal(expected, SearchExpression.Parse(query).Fts5);

    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("   ", 3, "empty")]
    [InlineData("\"open", 0, "quotation mark")]
    [InlineData("(a OR b", 0, "not closed")]
    [InlineData("a)", 1, "no opening")]
    [InlineData("a OR", 4, "missing")]
    [InlineData("OR a", 0, "missing")]
    [InlineData("a AND", 5, "missing")]
    [InlineData("a AND AND b", 6, "missing")]
    [InlineData("AND", 0, "missing")]
    [InlineData("()", 1, "missing")]
    [InlineData("NOT a", 0, "NOT needs")]
    [InlineData("a OR NOT b", 4, "NOT needs")]
    [InlineData("NOT", 3, "missing")]
    [InlineData("*", 0, "letter or digit")]
    [InlineData("a \"!?\"", 2, "letter or digit")]
    [InlineData("x*", 0, "needs 2 letters")]
    public void Says_what_is_wrong_and_where(string query, int position, string message)
    {
        var error = Assert.Throws<SearchSyntaxException>(() => SearchExpression.Parse(query));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(position, error.Position);
    }

    [Fact]
    public void Refuses_what_is_too_much()
    {
        Assert.Throws<SearchSyntaxException>(() => SearchExpression.Parse(new string('a', 2001)));
        Assert.Throws<SearchSyntaxException>(() => SearchExpression.Parse(new string('(', 1000) + "a" + new string(')', 900)));
        Assert.Throws<SearchSyntaxException>(() => SearchExpression.Parse(string.Join(' ', Enumerable.Range(0, 65))));
    }

    /// <summary>Whatever is typed either is refused with a position or runs.</summary>
    [Fact]
    public async Task Every_query_that_is_read_runs()
    {
        using var file = new StoreFile();
        await using var store = await file.OpenAsync();
        await store.IngestAsync(new Sample().Build(), CancellationToken.None);
        var random = new Random(31);
        string[] parts = ["a", "met", "\"", "(", ")", "*", " AND ", " OR ", " NOT ", " ", "-", "'", ";", "\0", "\ud800", "é", "خبر", ":", "{", "}", "^", "+", ",", "town hall", "\u0301", "½", "🚨"];
        var ran = 0;
        for (var i = 0; i < 1500; i++)
        {
            var query = string.Concat(Enumerable.Range(0, 1 + random.Next(8)).Select(_ => parts[random.Next(parts.Length)]));
            try
            {
                await store.ListAsync(new ArticleQuery { Filter = new() { Text = query } }, CancellationToken.None);
                ran++;
            }
            catch (SearchSyntaxException error)
            {
                Assert.InRange(error.Position, 0, query.Length);
            }
        }

        Assert.InRange(ran, 200, 1400);
    }
}
