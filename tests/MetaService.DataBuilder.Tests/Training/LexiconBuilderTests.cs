using MetaService.DataBuilder.Training;
using MetaService.Extraction;
using MetaService.Extraction.Tagging;
using MetaService.Extraction.Tokens;

namespace MetaService.DataBuilder.Tests.Training;

public sealed class LexiconBuilderTests
{
    private static uint[] Hashes(string phrase) => [.. phrase.Split(' ').Select(w => FeatureHash.Folded(w))];

    private static TaggerLexicon Lexicon()
    {
        var builder = new LexiconBuilder();
        builder.AddWord("harbour", 7, 2, 0);
        builder.AddWord("quay", 9, 3, 5000);
        builder.AddPhrase(Hashes("port fixture"), (int)PhraseType.Town);
        builder.AddPhrase(Hashes("fixture"), (int)PhraseType.Town);
        builder.AddPhrase(Hashes("fixture"), (int)PhraseType.Surname);
        builder.AddPhrase(Hashes("port fixture harbour board"), (int)PhraseType.Organization);
        return TaggerLexicon.FromBytes(builder.Build());
    }

    private static TokenFeatures[] Features(string text)
    {
        var tokens = new Tokenizer().Tokenize(text, null, new TextSpan(0, text.Length));
        var features = new SentenceFeatures();
        features.Load(tokens, tokens.Sentences[0], Lexicon());
        return features.Tokens.ToArray();
    }

    [Fact]
    public void Words_have_clusters_and_ranks_whatever_their_case()
    {
        var tokens = Features("Harbour quay elsewhere");
        Assert.Equal(8, tokens[0].Fine);
        Assert.Equal(3, tokens[0].Coarse);
        Assert.True(tokens[0].Rank > 0 && tokens[1].Rank > tokens[0].Rank);
        Assert.Equal(0, tokens[2].Fine);
    }

    [Fact]
    public void Longest_phrase_of_a_type_is_marked()
    {
        var tokens = Features("in Port Fixture harbour today");
        const uint Town = 1u << (int)PhraseType.Town;
        const uint Surname = 1u << (int)PhraseType.Surname;
        Assert.Equal(0u, tokens[0].Phrases);
        Assert.Equal(Town, tokens[1].PhraseFirst);
        Assert.Equal(Town | Surname, tokens[2].PhraseLast);
        Assert.Equal(Surname, tokens[2].PhraseFirst);
        Assert.Equal(0u, tokens[3].Phrases);
    }

    [Fact]
    public void Long_phrase_covers_its_middle()
    {
        var tokens = Features("Port Fixture Harbour Board");
        const uint Board = 1u << (int)PhraseType.Organization;
        Assert.Equal([Board, 0, 0, 0], tokens.Select(t => t.PhraseFirst & Board));
        Assert.Equal([0, Board, Board, 0], tokens.Select(t => t.PhraseInner & Board));
        Assert.Equal([0, 0, 0, Board], tokens.Select(t => t.PhraseLast & Board));
    }

    [Fact]
    public void Same_content_gives_the_same_bytes() => Assert.Equal(Lexicon().Id, Lexicon().Id);

    [Theory]
    [InlineData("word", nameof(TokenCasing.Lower))]
    [InlineData("Word", nameof(TokenCasing.Initial))]
    [InlineData("al-Word", nameof(TokenCasing.Initial))]
    [InlineData("Al-Word", nameof(TokenCasing.Initial))]
    [InlineData("WORD", nameof(TokenCasing.Capitals))]
    [InlineData("U.S.", nameof(TokenCasing.Capitals))]
    [InlineData("McWord", nameof(TokenCasing.Mixed))]
    [InlineData("12th", nameof(TokenCasing.Number))]
    [InlineData("-", nameof(TokenCasing.Mark))]
    [InlineData("كلمة", nameof(TokenCasing.Caseless))]
    public void Casing_of_a_token_is(string token, string expected) => Assert.Equal(expected, Features(token)[0].Casing.ToString());

    [Fact]
    public void Runs_of_capitals_are_marked_with_and_without_connectors()
    {
        var tokens = Features("the Ministry of Fixture Affairs said");
        Assert.Equal((1, 1), (tokens[1].RunFirst, tokens[1].RunLast));
        Assert.Equal((3, 4), (tokens[3].RunFirst, tokens[3].RunLast));
        Assert.Equal((1, 4), (tokens[4].WideFirst, tokens[4].WideLast));
        Assert.Equal((1, 4), (tokens[2].WideFirst, tokens[2].WideLast));
        Assert.Equal((5, 5), (tokens[5].WideFirst, tokens[5].WideLast));
    }
}
