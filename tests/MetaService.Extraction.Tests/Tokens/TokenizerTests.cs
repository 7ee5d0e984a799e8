using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Tokens;

namespace MetaService.Extraction.Tests.Tokens;

public sealed class TokenizerTests
{
    private static readonly Tokenizer Tokenizer = new();

    private static TokenizedText Tokenize(string text) => Tokenizer.Tokenize(text, null, new TextSpan(0, text.Length));

    private static string Words(TokenizedText t) => string.Join(' ', Enumerable.Range(0, t.Tokens.Count).Select(i => t[i].ToString()));

    [Theory]
    // Clitics and apostrophes
    [InlineData("Iraq's port", "Iraq 's port")]
    [InlineData("Iraq’s port", "Iraq ’s port")]
    [InlineData("IRAQ'S PORT", "IRAQ 'S PORT")]
    [InlineData("the Pirates' stand", "the Pirates ' stand")]
    [InlineData("They've said they'll go", "They 've said they 'll go")]
    [InlineData("don't", "don't")]
    [InlineData("O'Brien of Sana'a and Kata’ib", "O'Brien of Sana'a and Kata’ib")]
    [InlineData("Mossos d'Esquadra", "Mossos d'Esquadra")]
    [InlineData("U.S.'s", "U.S. 's")]
    // Hyphens
    [InlineData("US-backed", "US - backed")]
    [InlineData("Baghdad-Erbil talks", "Baghdad - Erbil talks")]
    [InlineData("al-Shammari and Al-Qaeda", "al-Shammari and Al-Qaeda")]
    [InlineData("Ain al-Asad", "Ain al-Asad")]
    [InlineData("al-Sadr-led", "al-Sadr - led")]
    [InlineData("a long-running anti-graft fight", "a long-running anti-graft fight")]
    [InlineData("pro-Iranian", "pro - Iranian")]
    [InlineData("F-16 and COVID-19 in 2019-20", "F-16 and COVID-19 in 2019-20")]
    [InlineData("U.S.-drafted", "U.S. - drafted")]
    [InlineData("he - of course -- left", "he - of course -- left")]
    // Full stops
    [InlineData("Lt. Gen. Ali met Mr. Karim.", "Lt. Gen. Ali met Mr. Karim .")]
    [InlineData("the U.S. Army at 5 p.m. sharp", "the U.S. Army at 5 p.m. sharp")]
    [InlineData("George W. Bush, J.K. Doe", "George W. Bush , J.K. Doe")]
    [InlineData("It ended.Then it began", "It ended . Then it began")]
    [InlineData("wait... what", "wait ... what")]
    // Numbers
    [InlineData("3.5 million, 1,000,000 and $5bn", "3.5 million , 1,000,000 and $ 5bn")]
    [InlineData("at 00:25 on 24/08/2019", "at 00:25 on 24/08/2019")]
    [InlineData("12%", "12 %")]
    [InlineData("in 2003,2004", "in 2003 , 2004")]
    // Addresses
    [InlineData("see https://example.org/a?b=1.", "see https://example.org/a?b=1 .")]
    [InlineData("mail desk@example.org now", "mail desk@example.org now")]
    [InlineData("by example.net today", "by example.net today")]
    [InlineData("@desk_iq said", "@desk_iq said")]
    [InlineData("last month.https://example.org/x", "last month . https://example.org/x")]
    // Quotes, brackets, dashes
    [InlineData("(AFP) - “We [the army] won,” he", "( AFP ) - “ We [ the army ] won , ” he")]
    [InlineData("TUNIS/ALGIERS", "TUNIS / ALGIERS")]
    [InlineData("AT&T", "AT&T")]
    // Other scripts
    [InlineData("قال الوزير، اليوم", "قال الوزير ، اليوم")]
    [InlineData("Müller traf Erdoğan", "Müller traf Erdoğan")]
    public void Tokens_are(string text, string expected) => Assert.Equal(expected, Words(Tokenize(text)));

    [Theory]
    [InlineData("One came. Two left.", 2)]
    [InlineData("Lt. Gen. Ali spoke. He left.", 2)]
    [InlineData("The U.S. Army left. The U.S. The army stayed.", 3)]
    [InlineData("“We won.” He smiled.", 2)]
    [InlineData("\"We won,\" he said. \"They lost.\"", 2)]
    [InlineData("A soft\nwrap stays whole.", 1)]
    [InlineData("A headline\n\nA body.", 2)]
    [InlineData("A headline\r\n \r\nA body.", 2)]
    [InlineData("It cost 3.5 dollars.", 1)]
    [InlineData("It ended.Then it began.", 2)]
    [InlineData("Who? Me! Yes.", 3)]
    [InlineData("from p.m. to a.m. it rained", 1)]
    [InlineData("", 0)]
    [InlineData(" \n\n ", 0)]
    public void Sentences_are_counted(string text, int expected) => Assert.Equal(expected, Tokenize(text).Sentences.Count);

    [Fact]
    public void Lines_too_long_to_be_wrapped_are_paragraphs()
    {
        var line = string.Join(' ', Enumerable.Repeat("words and more words", 15));
        Assert.Equal(3, Tokenize($"Short head\n{line}\n{line}").Sentences.Count);
    }

    [Fact]
    public void Title_comes_first_and_alone()
    {
        const string Text = "A Headline\n\nThe body. It ends.";
        var tokens = Tokenizer.Tokenize(Text, new TextSpan(0, 10), new TextSpan(12, Text.Length - 12));
        Assert.Equal([true, false, false], tokens.Sentences.Select(s => s.IsTitle));
        Assert.Equal("A Headline The body . It ends .", Words(tokens));
    }

    [Fact]
    public void Title_behind_the_body_still_comes_first()
    {
        const string Text = "The body. A Headline";
        var tokens = Tokenizer.Tokenize(Text, new TextSpan(10, 10), new TextSpan(0, 9));
        Assert.Equal("A Headline The body .", Words(tokens));
    }

    [Fact]
    public void Title_within_the_body_is_left_to_the_body()
    {
        const string Text = "A Headline and the body.";
        var tokens = Tokenizer.Tokenize(Text, new TextSpan(0, 10), new TextSpan(0, Text.Length));
        Assert.All(tokens.Sentences, s => Assert.False(s.IsTitle));
    }

    [Fact]
    public void Tokens_cover_what_is_not_blank()
    {
        string[] pieces = ["a", "B", ".", "'", "’", "s", "-", "\n", " ", "é", "ع", "\u0301", "\u200D", "\uD83D", "\uDE00", "😀", "1", ",", "@", "http://", "www.", "\0", "al", "U.", "(", "“", "Mr."];
        var texts = Gen.Elements(pieces).ListOf().Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, Covers).QuickCheckThrowOnFailure();
        Prop.ForAll<string>(text => text is null || Covers(text)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("\n", 100_000)]
    [InlineData("(", 100_000)]
    [InlineData("a-", 100_000)]
    [InlineData("a.", 100_000)]
    [InlineData("a@", 100_000)]
    [InlineData("'s", 100_000)]
    [InlineData("\uD800", 100_000)]
    public void Strange_texts_are_covered(string piece, int count) => Assert.True(Covers(string.Concat(Enumerable.Repeat(piece, count))));

    private static bool Covers(string text)
    {
        var tokenized = Tokenize(text);
        var at = 0;
        foreach (var token in tokenized.Tokens)
        {
            for (; at < token.Start; at++)
            {
                Assert.True(CharacterClass.IsBlank(text[at]));
            }

            Assert.True(token.Length > 0 && token.Start == at && token.End <= text.Length);
            at = token.End;
        }

        Assert.All(text[at..], c => Assert.True(CharacterClass.IsBlank(c)));
        var next = 0;
        foreach (var sentence in tokenized.Sentences)
        {
            Assert.True(sentence.Count is > 0 and <= SentenceSplitter.MaxTokens && sentence.First == next);
            next = sentence.End;
        }

        Assert.Equal(tokenized.Tokens.Count, next);
        return true;
    }
}
