using MetaService.DataBuilder.Text;

namespace MetaService.DataBuilder.Tests.Text;

public class TextDamageTests
{
    private static readonly string[] _paragraphs =
    [
        "The council of the port city met on Monday to speak about the new harbour wall, which has been under repair since the storm.",
        "Repairs will take five months, said the head of the works department.",
    ];

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [Fact]
    public void Joined_text_has_lost_first_words_line_ends_and_paragraphs()
    {
        var text = TextDamage.Joined(_paragraphs);
        Assert.Equal(Letters(string.Concat(_paragraphs)), Letters(text));
        Assert.StartsWith("Thecouncil of", text, StringComparison.Ordinal);
        Assert.Contains("harbour wall,which", text, StringComparison.Ordinal);
        Assert.Contains("storm.Repairswill", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Heavy_text_keeps_its_letters()
    {
        var text = TextDamage.Heavy(_paragraphs, new Random(7));
        Assert.Equal(Letters(string.Concat(_paragraphs)), Letters(text));
        Assert.NotEqual(string.Concat(_paragraphs), text);
    }
}
