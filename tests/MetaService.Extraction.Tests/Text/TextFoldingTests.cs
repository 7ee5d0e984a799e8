using FsCheck;
using FsCheck.Fluent;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Tests.Text;

public class TextFoldingTests
{
    [Theory]
    [InlineData("Çavuşoğlu", "cavusoglu")]
    [InlineData("Diyarbakır", "diyarbakir")]
    [InlineData("İSTANBUL", "istanbul")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ærø", "aero")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Nguyễn Phú Trọng", "nguyen phu trong")]
    [InlineData("Piñera", "pinera")]
    [InlineData("Pin\u0303era", "pinera")]
    [InlineData("Əliyev", "aliyev")]
    [InlineData("O’Neill", "o'neill")]
    [InlineData("Da‘wa", "da'wa")]
    [InlineData("Daʿwa", "da'wa")]
    [InlineData("“quoted”", "\"quoted\"")]
    [InlineData("Arab–Israeli", "arab-israeli")]
    [InlineData("so\u00ADft", "soft")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("العـــراق", "العراق")]
    [InlineData("إيران", "ايران")]
    [InlineData("\uFEDF\uFE92\uFEE8\uFE8E\uFEE5", "لبنان")]
    [InlineData("\uFEFB", "لا")]
    [InlineData("تهرانی", "تهراني")]
    [InlineData("ΑΘΉΝΑ", "αθηνα")]
    [InlineData("Ёлка", "елка")]
    [InlineData("۱۹ شهریور ۱۳۹۷", "19 شهريور 1397")]
    [InlineData("٢٠١٩", "2019")]
    [InlineData("ＡＢＣ１２", "abc12")]
    public void Folds(string text, string expected) => Assert.Equal(expected, TextFolding.Fold(text));

    [Theory]
    [InlineData("Al-Da‘wa", "al dawa")]
    [InlineData("  St. John's — City ", "st johns city")]
    [InlineData("***", "")]
    public void Key_keeps_letters_and_digits(string text, string expected) => Assert.Equal(expected, TextFolding.FoldKey(text));

    [Theory]
    [InlineData("بغداد", "بغداد")]
    [InlineData("plain text", "plain text")]
    public void Folded_text_stays_as_it_is(string text, string expected) => Assert.Equal(expected, TextFolding.Fold(text));

    [Fact]
    public void Unchanged_text_is_the_same_object()
    {
        var text = "already folded 123";
        Assert.Same(text, TextFolding.Fold(text));
    }

    [Fact]
    public void Short_destination_is_reported() => Assert.Equal(-1, TextFolding.Fold("Straße", stackalloc char[6]));

    [Fact]
    public void Digits_of_every_script_become_ascii() => Assert.Equal("1397-08-09 x", TextFolding.AsciiDigits("۱۳۹۷-٠٨-०९ x"));

    [Fact]
    public void Folding_twice_is_folding_once() =>
        Prop.ForAll<string>(s => s is null || TextFolding.Fold(TextFolding.Fold(s)) == TextFolding.Fold(s)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_character_folds_within_the_stated_expansion_and_stays_folded()
    {
        for (var c = 0; c <= char.MaxValue; c++)
        {
            var once = TextFolding.Fold(((char)c).ToString());
            Assert.InRange(once.Length, 0, TextFolding.MaxExpansion);
            Assert.True(once == TextFolding.Fold(once), $"U+{c:X4}");
            Assert.Equal(once.Length, TextFolding.FoldedLength([(char)c]));
        }
    }

    [Fact]
    public void Equality_without_allocation_agrees_with_folding() =>
        Prop.ForAll<string, string>((a, b) =>
        {
            a ??= "";
            b ??= "";
            return TextFolding.FoldedEquals(a, b) == (TextFolding.Fold(a) == TextFolding.Fold(b)) && TextFolding.FoldedEquals(a, TextFolding.Fold(a));
        }).QuickCheckThrowOnFailure();
}
