using System.Globalization;
using System.Text;

namespace MetaService.Extraction.Tokens;

/// <summary>What a character is to the tokenizer.</summary>
internal enum CharacterKind : byte
{
    /// <summary>Punctuation or another symbol.</summary>
    Symbol,

    /// <summary>White space, a control character, a byte order mark or a zero-width space.</summary>
    Blank,

    /// <summary>A letter.</summary>
    Letter,

    /// <summary>A decimal digit or another number.</summary>
    Digit,

    /// <summary>A combining mark, joiner or soft hyphen: goes on with a word, starts none.</summary>
    Joiner,
}

/// <summary>Classes of characters: a table for the first 2,048 code units, the Unicode category for others.</summary>
internal static class CharacterClass
{
    private const int TableSize = 0x800;

    private static readonly CharacterKind[] Table = Build();

    /// <summary>The kind of the character at <paramref name="index"/>; <paramref name="length"/> is 2 for a surrogate pair, else 1.</summary>
    public static CharacterKind Of(ReadOnlySpan<char> text, int index, out int length)
    {
        var c = text[index];
        length = 1;
        if (c < TableSize)
        {
            return Table[c];
        }

        if (!char.IsSurrogate(c))
        {
            return Compute(c);
        }

        if (Rune.DecodeFromUtf16(text[index..], out var rune, out var consumed) != System.Buffers.OperationStatus.Done)
        {
            return CharacterKind.Symbol;
        }

        length = consumed;
        return FromCategory(Rune.GetUnicodeCategory(rune));
    }

    /// <summary>Whether a code unit is blank: what no token covers.</summary>
    public static bool IsBlank(char c) => (c < TableSize ? Table[c] : Compute(c)) == CharacterKind.Blank;

    /// <summary>Whether a code unit is an apostrophe or is used as one within words.</summary>
    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u02BC' or '\u2018' or '`' or '\u00B4' or '\u02BB' or '\u02BF' or '\u02BE';

    /// <summary>Whether a code unit is a hyphen (not a dash).</summary>
    public static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';

    private static CharacterKind[] Build()
    {
        var table = new CharacterKind[TableSize];
        for (var c = 0; c < TableSize; c++)
        {
            table[c] = Compute((char)c);
        }

        return table;
    }

    private static CharacterKind Compute(char c)
    {
        if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '\uFEFF' or '\u200B')
        {
            return CharacterKind.Blank;
        }

        return c is '\u00AD' or '\u200C' or '\u200D' ? CharacterKind.Joiner : FromCategory(CharUnicodeInfo.GetUnicodeCategory(c));
    }

    private static CharacterKind FromCategory(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterKind.Letter,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber => CharacterKind.Digit,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterKind.Joiner,
        _ => CharacterKind.Symbol,
    };
}
