using System.Buffers;
using System.Net;
using System.Text;

namespace MetaService.Extraction.Text;

/// <summary>
/// Undoes encoding damage: HTML entities, UTF-8 that was read as Windows-1252 or Latin-1, zero-width and direction signs, soft
/// hyphens, blanks other than the ordinary one.
/// </summary>
internal static class TextDecoder
{
    private const int MaxEntityLength = 10;

    /// <summary>Windows-1252's characters for the bytes 80 to 9F; 0 where it has none.</summary>
    private const string HighBytes = "\u20AC\0\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\0\u017D\0\0\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\0\u017E\u0178";

    /// <summary>Every character that a rule may start at: one vectorised search passes over clean text.</summary>
    private static readonly SearchValues<char> _starts = SearchValues.Create(
        "&\u00A0\u00AD\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF"
        + "\u202F\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u205F\u3000"
        + "ÂÃâðï\u00D0\u00D1\u00D8\u00D9\u00DA\u00DB\u00C4\u00C5");

    /// <summary>The repairs that decode <paramref name="text"/>, in order of position.</summary>
    public static List<Repair> Decode(string text, CancellationToken cancellation)
    {
        var repairs = new List<Repair>();
        var at = 0;
        while (true)
        {
            var next = text.AsSpan(at).IndexOfAny(_starts);
            if (next < 0)
            {
                return repairs;
            }

            cancellation.ThrowIfCancellationRequested();
            at += next;
            var length = text[at] == '&' ? Entity(text, at, repairs) : IsBlankOrHidden(text[at]) ? Hidden(text, at, repairs) : Mojibake(text, at, repairs);
            at += Math.Max(1, length);
        }
    }

    private static bool IsBlankOrHidden(char c) => c is '\u00A0' or '\u00AD' or '\uFEFF' or '\u3000' or (>= '\u2000' and <= '\u206F');

    private static int Entity(string text, int at, List<Repair> repairs)
    {
        var window = text.AsSpan(at, Math.Min(MaxEntityLength, text.Length - at));
        var end = window.IndexOf(';');
        if (end < 2 || !(char.IsAsciiLetter(window[1]) || window[1] == '#'))
        {
            return 1;
        }

        var name = window[..(end + 1)].ToString();
        var decoded = WebUtility.HtmlDecode(name);
        if (decoded == name)
        {
            return 1;
        }

        repairs.Add(new Repair(new SourceSpan(at, name.Length), decoded is "\u00A0" ? " " : decoded, "decode.entity"));
        return name.Length;
    }

    private static int Hidden(string text, int at, List<Repair> repairs)
    {
        var c = text[at];
        if (char.IsWhiteSpace(c))
        {
            repairs.Add(new Repair(new SourceSpan(at, 1), c is '\u2028' or '\u2029' ? "\n" : " ", "decode.blank"));
        }
        else if (c is '\u00AD')
        {
            repairs.Add(new Repair(new SourceSpan(at, 1), "", "decode.soft-hyphen"));
        }
        else if (c is not ('\u200C' or '\u200D') || !BesideJoiningScript(text, at))
        {
            repairs.Add(new Repair(new SourceSpan(at, 1), "", "decode.zero-width"));
        }

        return 1;
    }

    /// <summary>Whether a joiner or non-joiner has its proper use: in Arabic, Indic and other scripts, and in emoji.</summary>
    private static bool BesideJoiningScript(string text, int at) =>
        (at > 0 && text[at - 1] >= '\u0590') || (at + 1 < text.Length && text[at + 1] >= '\u0590');

    /// <summary>UTF-8 read byte by byte. Long sequences speak for themselves; short ones are believed where nothing else makes sense.</summary>
    private static int Mojibake(string text, int at, List<Repair> repairs)
    {
        // The closing quote's third byte has no Windows-1252 character and is often lost.
        if (text[at] == 'â' && at + 1 < text.Length && text[at + 1] is '€' or '\u0080' && (at + 2 == text.Length || ByteOf(text[at + 2]) is < 0x80 or > 0xBF))
        {
            repairs.Add(new Repair(new SourceSpan(at, 2), "\u201D", "decode.mojibake"));
            return 2;
        }

        // What is left of a no-break blank whose second byte became an ordinary one.
        if (text[at] == 'Â' && at + 1 < text.Length && text[at + 1] == ' ' && at > 0 && !char.IsUpper(text[at - 1]))
        {
            repairs.Add(new Repair(new SourceSpan(at, 1), "", "decode.mojibake"));
            return 1;
        }

        if (!Sequence(text, at, out var length, out var rune))
        {
            return 1;
        }

        if (length == 2 && !IsPlausiblePair(text, at, rune))
        {
            return 1;
        }

        var decoded = Rune.IsWhiteSpace(rune) ? " " : rune.Value is 0xFEFF or 0x200B or 0xAD ? "" : rune.ToString();
        repairs.Add(new Repair(new SourceSpan(at, length), decoded, "decode.mojibake"));
        return length;
    }

    private static bool IsPlausiblePair(string text, int at, Rune rune)
    {
        if (text[at] is 'Ã')
        {
            // "Ã”" may be a Portuguese word before its closing quote.
            return text[at + 1] is not ('”' or '’' or '“' or '‘') || (at + 2 < text.Length && char.IsLetter(text[at + 2]));
        }

        if (text[at] is 'Â')
        {
            return true;
        }

        // Latin Extended, Cyrillic, Arabic: only beside another sequence of the same kind, or inside an ASCII word.
        var before = at >= 1 && (char.IsAsciiLetter(text[at - 1]) || ByteOf(text[at - 1]) is >= 0x80 and <= 0xBF);
        var after = at + 2 < text.Length && (char.IsAsciiLetterLower(text[at + 2]) || (Sequence(text, at + 2, out _, out var next) && next.Value >> 8 == rune.Value >> 8));
        return rune.Value < 0x180 ? before && after && text[at + 1] is not ('”' or '’' or '“' or '‘' or '»' or '…') : after || (before && at >= 2 && Sequence(text, at - 2, out _, out var last) && last.Value >> 8 == rune.Value >> 8);
    }

    /// <summary>A well-formed UTF-8 sequence of 2 to 4 bytes written as single characters.</summary>
    private static bool Sequence(string text, int at, out int length, out Rune rune)
    {
        rune = default;
        var first = ByteOf(text[at]);
        length = first switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
        if (length == 0 || at + length > text.Length)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < length; i++)
        {
            var value = ByteOf(text[at + i]);
            if (value < 0)
            {
                return false;
            }

            bytes[i] = (byte)value;
        }

        return Rune.DecodeFromUtf8(bytes[..length], out rune, out var consumed) == OperationStatus.Done && consumed == length;
    }

    /// <summary>The byte that a character stands for in Windows-1252 or Latin-1, or -1.</summary>
    private static int ByteOf(char c)
    {
        if (c <= '\u00FF')
        {
            return c;
        }

        var index = HighBytes.IndexOf(c, StringComparison.Ordinal);
        return index < 0 ? -1 : 0x80 + index;
    }
}
