using System.Buffers;
using MetaService.Extraction.Places;
using MetaService.Extraction.Text;

namespace MetaService.DataBuilder.Gazetteers;

/// <summary>Chooses among the names that GeoNames lists for a place.</summary>
internal static class PlaceNames
{
    private static readonly string[] _articles = ["Al ", "Ar ", "As ", "Ash ", "Az ", "Ad ", "An ", "At ", "Adh ", "Al-", "Ar-", "As-", "Ash-", "Az-", "Ad-", "An-", "At-"];

    /// <summary>Letters of scientific transliteration that no usual spelling has.</summary>
    private static readonly SearchValues<char> _transliterationMarks = SearchValues.Create("āīūēōḩḥţẕḑḍṣṭ‘");

    /// <summary>The name as printed, but without the marks of scientific transliteration and, there, without the article.</summary>
    public static string Usual(string name, string ascii)
    {
        if (!IsTransliteration(name))
        {
            return name;
        }

        var article = _articles.FirstOrDefault(a => ascii.StartsWith(a, StringComparison.Ordinal) && ascii.Length > a.Length + 2);
        return article is null ? ascii : char.ToUpperInvariant(ascii[article.Length]) + ascii[(article.Length + 1)..];
    }

    /// <summary>The name in ASCII letters, capitals kept.</summary>
    public static string Ascii(string name) => string.Concat(name.Select(c => c < '\u0080' ? c.ToString()
        : char.IsUpper(c) ? TextFolding.Fold(c.ToString()).ToUpperInvariant() : TextFolding.Fold(c.ToString())));

    /// <summary>Whether an alternate name helps to find the place in news text: no codes, no lower-case romanisations of East Asian names; other scripts for large places only.</summary>
    public static bool IsUseful(string name, bool isLarge)
    {
        if (name.Length < 3 || name.Length > 60 || name.Any(char.IsDigit) || name.Count(c => c == ' ') > 4)
        {
            return false;
        }

        var first = name[0];
        if (first is >= '\u0400' and <= '\u04FF' or >= '\u0590' and <= '\u06FF')
        {
            return isLarge;
        }

        var isLatin = name.All(c => c < '\u0250' || c is >= '\u1E00' and <= '\u1EFF' or >= '\u02B0' and <= '\u02FF' or >= '\u2010' and <= '\u201F');
        var hasLower = name.Any(char.IsLower);
        var startsAsName = char.IsUpper(first) || !char.IsLetter(first) || name.Contains('-', StringComparison.Ordinal) && GazetteerFormat.IsArticle(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal)));
        return isLatin && hasLower && startsAsName;
    }

    private static bool IsTransliteration(string name) => name.AsSpan().ContainsAny(_transliterationMarks);
}
