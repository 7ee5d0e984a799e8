using MetaService.Extraction.Text;

namespace MetaService.Extraction.Actors.Knowledge;

/// <summary>
/// A key of a person's name that survives the usual differences between transliterations: articles, vowels within words, doubled
/// letters, <c>q/k/g</c>, <c>kh/h</c>, <c>dh/d</c>, <c>ou/u</c>. Two names with one key are candidates for one person, no proof.
/// </summary>
internal static class NameSkeleton
{
    private const int MaxLength = 96;

    /// <summary>Fewer letters left than this tell nobody apart.</summary>
    private const int MinLetters = 6;

    /// <summary>The key; 0 for a name of fewer than two words or a very long one.</summary>
    public static ulong KeyOf(ReadOnlySpan<char> name)
    {
        if (name.Length > MaxLength)
        {
            return 0;
        }

        Span<char> folded = stackalloc char[MaxLength * TextFolding.MaxExpansion];
        folded = folded[..TextFolding.Fold(name, folded)];
        Span<char> word = stackalloc char[MaxLength * TextFolding.MaxExpansion];
        ulong key = 0;
        var words = 0;
        var letters = 0;
        var length = 0;
        for (var i = 0; i <= folded.Length; i++)
        {
            var c = i < folded.Length ? folded[i] : ' ';
            if (char.IsLetter(c))
            {
                word[length++] = c;
            }
            else if (!(length > 0 && NameWordReader.IsApostrophe(c)))
            {
                if (length > 0 && !IsArticle(word[..length]))
                {
                    key = NameWordReader.Extend(key, Reduce(word[..length], out var kept));
                    letters += kept;
                    words++;
                }

                length = 0;
            }
        }

        return words < 2 || letters < MinLetters ? 0 : key ^ KnowledgeFormat.SkeletonSalt;
    }

    /// <summary>The key of a last name, its words as one; 0 where nothing remains of it.</summary>
    public static ulong WordKey(ReadOnlySpan<char> name)
    {
        if (name.Length > MaxLength)
        {
            return 0;
        }

        Span<char> folded = stackalloc char[MaxLength * TextFolding.MaxExpansion];
        folded = folded[..TextFolding.Fold(name, folded)];
        if (folded.StartsWith("al-", StringComparison.Ordinal) || folded.StartsWith("el-", StringComparison.Ordinal) || folded.StartsWith("al ", StringComparison.Ordinal))
        {
            folded = folded[3..];
        }

        var length = 0;
        foreach (var c in folded)
        {
            if (char.IsLetter(c))
            {
                folded[length++] = c;
            }
        }

        if (length < 3)
        {
            return 0;
        }

        var key = Reduce(folded[..length], out var letters);
        return letters < 3 ? 0 : key;
    }

    private static bool IsArticle(ReadOnlySpan<char> word) => word is "al" or "el" or "ul" or "as" or "ash" or "ad" or "ar" or "an" or "at" or "az";

    private static ulong Reduce(ReadOnlySpan<char> word, out int letters)
    {
        letters = 0;
        // Abdul, Abdel, Abdal are Abd with an article.
        if (word is "abdul" or "abdel" or "abdal" or "abdol")
        {
            word = "abd";
        }

        ulong hash = 14695981039346656037;
        var last = '\0';
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'w')
            {
                if (i > 0)
                {
                    continue;
                }

                c = 'a';
            }

            c = c switch { 'q' or 'g' or 'c' => 'k', 'z' => 's', 'v' => 'f', _ => c };
            if (c == 'h' && i > 0)
            {
                // kh, dh, gh, th, sh lose the h; a final h is silent.
                if (i == word.Length - 1 || last is 'k' or 'd' or 't')
                {
                    continue;
                }
            }

            if (c != last)
            {
                hash = (hash ^ c) * 1099511628211;
                letters++;
            }

            last = c;
        }

        return hash;
    }
}
