using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Text;

public class TextFingerprintTests
{
    private const string Story = "The council of Marda met on Monday to speak about the old bridge over the river. "
        + "Engineers told the members that two of its seven pillars had sunk since the flood of last winter. "
        + "Repairs will take five months, said Lena Osk, who heads the works department, and lorries must use the northern road until then.";

    private static string Key(string text) => TextFingerprint.NearDuplicateKey(text, new TextSpan(0, text.Length));

    [Fact]
    public void Hash_is_sha256_of_the_text_without_white_space() =>
        Prop.ForAll<string>(s =>
        {
            var text = string.Concat(Enumerable.Repeat(s ?? "", 40));
            var letters = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
            return TextFingerprint.Hash(text) == Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letters)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(2046)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(4095)]
    public void Pairs_are_not_cut_at_the_buffer_end(int before)
    {
        var text = new string('x', before) + "\U0001F600\U0001F600" + "y";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), TextFingerprint.Hash(text));
    }

    [Fact]
    public void Lone_surrogates_are_hashed_alike() => Assert.Equal(TextFingerprint.Hash("a\uFFFDb"), TextFingerprint.Hash("a\uD800b"));

    [Fact]
    public void White_space_case_and_quotes_do_not_change_the_key()
    {
        Assert.Equal(Key(Story), Key(Story.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal(Key(Story), Key(Story.Replace(" ", "\n\n", StringComparison.Ordinal)));
        Assert.Equal(Key("It’s “new”"), Key("it's \"NEW\""));
    }

    [Fact]
    public void A_few_changed_words_stay_near()
    {
        var other = Story.Replace("Monday", "Tuesday", StringComparison.Ordinal);
        Assert.InRange(TextFingerprint.Distance(Key(Story), Key(other)), 0, 12);
    }

    [Fact]
    public void Another_story_is_far()
    {
        var other = "Fishermen on the western shore brought home the largest catch in a decade, although fuel prices kept half of the fleet in port for most of the season.";
        Assert.True(TextFingerprint.Distance(Key(Story), Key(other)) > 15);
    }

    [Fact]
    public void Nothing_has_no_key()
    {
        Assert.Equal("", Key(""));
        Assert.Equal("", Key(" \n"));
        Assert.Equal(64, TextFingerprint.Distance("", Key(Story)));
    }
}
