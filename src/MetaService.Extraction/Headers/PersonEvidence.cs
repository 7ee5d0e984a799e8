using MetaService.Extraction.Text;

namespace MetaService.Extraction.Headers;

/// <summary>How sure a text without any label is a person's name.</summary>
internal enum PersonCertainty
{
    /// <summary>It has not the shape, or a word that is no name.</summary>
    No,

    /// <summary>The shape alone: words that may be names or anything.</summary>
    Shape,

    /// <summary>Rare words that no list knows as anything else.</summary>
    Rare,

    /// <summary>At least one word is known as a name and hardly as anything else.</summary>
    Known,

    /// <summary>Every word is.</summary>
    AllKnown,
}

/// <summary>Weighs by the list of words whether capitalised words are a person's name: ordinary words speak against it, names for it.</summary>
internal static class PersonEvidence
{
    /// <summary>Names among the words of this rank are ordinary words as often (<c>Will</c>, <c>Brown</c>).</summary>
    private const int OrdinaryRank = 3_000;

    /// <summary>Words beyond this rank that no list of names has are names of other languages, or anything.</summary>
    private const int RareRank = 15_000;

    /// <summary>Most code units of a name.</summary>
    private const int MaxLength = 48;

    /// <summary>The certainty for a trimmed text of two to four words, each with a capital.</summary>
    public static PersonCertainty Of(ReadOnlySpan<char> name)
    {
        if (name.Length is < 5 or > MaxLength || name.CountWords() is < 2 or > 4 || !NameShape.IsPerson(name))
        {
            return PersonCertainty.No;
        }

        int known = 0, rare = 0, count = 0;
        foreach (var range in name.Split(' '))
        {
            var word = name[range].Trim('.');
            if (word.Length <= 1 || char.IsLower(word[0]))
            {
                continue;
            }

            if (!char.IsUpper(word[0]))
            {
                return PersonCertainty.No;
            }

            count++;
            var kinds = KindsOf(word, out var rank);
            if ((kinds & WordKinds.Person) != 0)
            {
                known += rank is < 0 or > OrdinaryRank ? 1 : 0;
            }
            else if (rank is < 0 or > RareRank)
            {
                rare++;
            }
            else
            {
                return PersonCertainty.No;
            }
        }

        return count == 0 ? PersonCertainty.No
            : known == count ? PersonCertainty.AllKnown
            : known > 0 ? PersonCertainty.Known
            : rare == count ? PersonCertainty.Rare
            : PersonCertainty.Shape;
    }

    /// <summary>The kinds of a word; of a hyphenated one those of its first part.</summary>
    private static WordKinds KindsOf(ReadOnlySpan<char> word, out int rank)
    {
        rank = WordList.Rank(word);
        if (rank < 0 && word.IndexOf('-') is var hyphen and > 1)
        {
            word = word[..hyphen];
            rank = WordList.Rank(word);
        }

        return WordList.Kinds(word);
    }
}
