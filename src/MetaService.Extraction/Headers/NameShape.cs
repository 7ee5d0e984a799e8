using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

/// <summary>Tells names of people by their shape.</summary>
internal static class NameShape
{
    private static readonly string[] _particles = ["al", "el", "bin", "ibn", "de", "del", "della", "der", "di", "da", "dos", "du", "la", "le", "van", "von", "den", "ter", "y", "e", "abu", "abd", "ul", "ud"];

    /// <summary>Whether a text is two to five words, each a capitalised name, an initial or a particle.</summary>
    public static bool IsPerson(ReadOnlySpan<char> name)
    {
        int words = 0, names = 0;
        foreach (var range in name.Split(' '))
        {
            var word = name[range].Trim();
            if (word.Length == 0)
            {
                continue;
            }

            words++;
            if (IsName(word))
            {
                names++;
            }
            else if (!IsParticle(word))
            {
                return false;
            }
        }

        return words is >= 2 and <= 5 && names >= 2;
    }

    /// <summary>A name in capitals with capitals only at its words' starts.</summary>
    public static string TitleCase(string printed) => string.Create(printed.Length, printed, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = i > 0 && (char.IsLetter(from[i - 1]) || TextFolding.IsApostrophe(from[i - 1])) ? char.ToLowerInvariant(from[i]) : from[i];
        }
    });

    private static bool IsName(ReadOnlySpan<char> word)
    {
        var letters = 0;
        var isCased = char.IsUpper(word[0]);
        foreach (var c in word)
        {
            if (char.IsLetter(c))
            {
                letters++;
                isCased |= char.IsUpper(c) || c >= '\u0590';
            }
            else if (c is not ('-' or '\'' or '’' or '.' or '‘' or 'ʼ'))
            {
                return false;
            }
        }

        return letters > 0 && isCased && (word[0] >= '\u0590' || char.IsUpper(word[0]) || word.IndexOf('-') > 0 || word.IndexOfAny('\'', '’') > 0);
    }

    private static bool IsParticle(ReadOnlySpan<char> word)
    {
        foreach (var particle in _particles)
        {
            if (word.Equals(particle, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
