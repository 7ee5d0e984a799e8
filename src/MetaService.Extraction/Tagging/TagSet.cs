namespace MetaService.Extraction.Tagging;

/// <summary>
/// The labels of the sequence model: <c>O</c>, and <c>B</c> (first token) and <c>I</c> (later token) of each <see cref="EntityTag"/>.
/// Label 0 is <c>O</c>, 1 + 2 t is B of tag t, 2 + 2 t its I.
/// </summary>
internal static class TagSet
{
    /// <summary>Number of entity tags.</summary>
    public const int TagCount = 12;

    /// <summary>Number of labels.</summary>
    public const int LabelCount = 1 + (2 * TagCount);

    /// <summary>Floats in a row of label scores: the labels padded to whole vectors.</summary>
    public const int Lanes = 32;

    /// <summary>The label of a token outside of any name.</summary>
    public const int Outside = 0;

    private static readonly string[] Codes = ["PER", "GOV", "MIL", "ARM", "PTY", "IGO", "COM", "MED", "ORG", "NRP", "CTY", "LOC"];

    /// <summary>The label of a name's first token.</summary>
    public static int Begin(EntityTag tag) => 1 + (2 * (int)tag);

    /// <summary>The label of a name's later tokens.</summary>
    public static int Inside(EntityTag tag) => 2 + (2 * (int)tag);

    /// <summary>Whether a label stands for a name's later token.</summary>
    public static bool IsInside(int label) => label > 0 && (label & 1) == 0;

    /// <summary>The tag of a label that is not <see cref="Outside"/>.</summary>
    public static EntityTag TagOf(int label) => (EntityTag)((label - 1) >> 1);

    /// <summary>Whether <paramref name="label"/> may stand behind <paramref name="previous"/>: an I follows the B or I of its own tag only.</summary>
    public static bool MayFollow(int previous, int label) => !IsInside(label) || previous == label || previous == label - 1;

    /// <summary>Three-letter code of a tag, as the training text writes it.</summary>
    public static string Code(EntityTag tag) => Codes[(int)tag];

    /// <summary>The tag of a three-letter code; false where there is none.</summary>
    public static bool TryParse(ReadOnlySpan<char> code, out EntityTag tag)
    {
        for (var i = 0; i < Codes.Length; i++)
        {
            if (code.SequenceEqual(Codes[i]))
            {
                tag = (EntityTag)i;
                return true;
            }
        }

        tag = default;
        return false;
    }

    /// <summary>Label in the usual notation: <c>O</c>, <c>B-PER</c>, <c>I-PER</c>.</summary>
    public static string Name(int label) =>
        label == Outside ? "O" : (IsInside(label) ? "I-" : "B-") + Code(TagOf(label));
}
