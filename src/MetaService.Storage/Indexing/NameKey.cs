using MetaService.Extraction.Text;

namespace MetaService.Storage.Indexing;

/// <summary>The form in which names are compared: folded, punctuation as single blanks, at most 200 code units.</summary>
internal static class NameKey
{
    private const int MaxLength = 200;

    /// <summary>Key of a name; empty where it has neither letter nor digit. <c>Najah al-Shammari</c> gives <c>najah al shammari</c>.</summary>
    internal static string Of(string name)
    {
        var folded = TextFolding.Fold(name.Length > 2 * MaxLength ? name[..(2 * MaxLength)] : name);
        Span<char> key = stackalloc char[MaxLength];
        var length = 0;
        foreach (var c in folded)
        {
            if (length == MaxLength)
            {
                break;
            }

            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                key[length++] = c;
            }
            else if (c is not ('\'' or '’') && length > 0 && key[length - 1] != ' ')
            {
                key[length++] = ' ';
            }
        }

        return key[..length].TrimEnd().ToString();
    }
}
