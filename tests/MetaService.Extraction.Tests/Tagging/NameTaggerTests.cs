using System.Security.Cryptography;
using MetaService.Extraction.Resources;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tests.Tagging;

public sealed class NameTaggerTests
{
    private static readonly Tokenizer Tokenizer = new();
    private static readonly NameTagger Tagger = new();

    private static TokenizedText Tokenize(string text) => Tokenizer.Tokenize(text, null, new TextSpan(0, text.Length));

    private static string Tagged(string text) =>
        string.Join("; ", Tagger.Tag(Tokenize(text)).Select(m => $"{TagSet.Code(m.Tag)} {m.Span.Of(text)}"));

    [Theory]
    [InlineData("Foreign Minister Fuad Hussein flew to Ankara on Monday.", "PER Fuad Hussein; LOC Ankara")]
    [InlineData("Iraq's Ministry of Oil signed a deal with Shell.", "CTY Iraq; GOV Ministry of Oil; COM Shell")]
    [InlineData("The United Nations urged Syria and Jordan to reopen the crossing.", "IGO United Nations; CTY Syria; CTY Jordan")]
    [InlineData("US-backed fighters took the town, AFP reported.", "CTY US; MED AFP")]
    [InlineData("it rained all day on the hills", "")]
    [InlineData("", "")]
    public void Names_are(string text, string expected) => Assert.Equal(expected, Tagged(text));

    [Fact]
    public void Mentions_are_in_order_and_apart()
    {
        const string Text = "President Barham Salih met Turkish officials in Erbil. The Kurdistan Democratic Party (KDP) of Masoud Barzani was there, Rudaw said.";
        var tokens = Tokenize(Text);
        var end = 0;
        foreach (var mention in Tagger.Tag(tokens))
        {
            Assert.True(mention.FirstToken >= end && mention.TokenCount > 0);
            Assert.Equal(tokens.Tokens[mention.FirstToken].Start, mention.Span.Start);
            Assert.Equal(tokens.Tokens[mention.EndToken - 1].End, mention.Span.End);
            Assert.InRange(mention.Confidence, 0.01f, 1f);
            end = mention.EndToken;
        }

        Assert.True(end > 0);
    }

    [Theory]
    [InlineData("tagger/model.bin", 256)]
    public void Model_holds_the_hash_of_its_content(string name, int headerLength)
    {
        var bytes = EmbeddedData.Bytes(name);
        Assert.True(bytes[..headerLength].IndexOf(SHA256.HashData(bytes[headerLength..])) > 0);
        Assert.NotEqual("", Tagger.DataVersion);
    }

    [Fact]
    public void Sure_name_is_found_where_its_own_sentence_says_little()
    {
        const string Text = "The writer Zubrowka Kelemen was born in Lima. \n\nKelemen. Kelemen?";
        var persons = Tagger.Tag(Tokenize(Text)).Where(m => m.Tag == EntityTag.Person).Select(m => m.Span.Of(Text).ToString());
        Assert.Equal(["Zubrowka Kelemen", "Kelemen", "Kelemen"], persons);
    }

    [Fact]
    public void Many_threads_tag_the_same()
    {
        string[] texts =
        [
            "Prime Minister Mustafa al-Kadhimi received the British ambassador in Baghdad.",
            "Houthi fighters fired at Marib, Al Masirah said.",
            "Shares of Toyota fell in Tokyo while Nissan rose.",
        ];
        var expected = texts.Select(Tagged).ToArray();
        Parallel.For(0, 600, i => Assert.Equal(expected[i % 3], Tagged(texts[i % 3])));
    }

    [Theory]
    [InlineData("(", 50_000)]
    [InlineData("Iraq", 50_000)]
    [InlineData("A ", 50_000)]
    [InlineData("\uD800", 20_000)]
    [InlineData("\n", 100_000)]
    [InlineData("’s ", 30_000)]
    public void Strange_texts_are_tagged_without_fail(string piece, int count)
    {
        var text = string.Concat(Enumerable.Repeat(piece, count));
        Assert.All(Tagger.Tag(Tokenize(text)), m => Assert.InRange(m.Span.End, 1, text.Length));
    }
}
