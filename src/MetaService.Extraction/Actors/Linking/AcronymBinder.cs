using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>
/// Gives short names in brackets behind a longer name that name's type: in `Health Authority (Haad)` the tagger may take Haad for
/// anything. The pattern is that of Schwartz and Hearst (2003), without the letter alignment.
/// </summary>
internal static class AcronymBinder
{
    /// <summary>Retypes the bracketed names and all later mentions of them.</summary>
    public static void Bind(DocumentWords words, List<NameMention> names, NameMention?[] owner)
    {
        Dictionary<ulong, EntityTag>? bound = null;
        foreach (var name in names)
        {
            if (name.Tag is not { } tag || !IsBody(tag) || name.End - name.First < 2 || !words.IsIn(name.End, words[name.First].Sentence) || words[name.End].Gap != Gap.Open)
            {
                continue;
            }

            if (owner[name.End] is { } inner && inner.First == name.End && inner.End == name.End + 1 && Closes(words, inner.End) && words[inner.First, true][0] == char.ToUpperInvariant(words[inner.First, true][0]))
            {
                (bound ??= [])[words[inner.First].Hash] = tag;
            }
        }

        if (bound is null)
        {
            return;
        }

        foreach (var name in names)
        {
            if (name.End - name.First == 1 && bound.TryGetValue(words[name.First].Hash, out var tag) && name.Tag != tag)
            {
                name.Tag = tag;
            }
        }
    }

    private static bool Closes(DocumentWords words, int i) => i >= words.Count || words[i].Gap is Gap.Close or Gap.Strong or Gap.Sentence;

    private static bool IsBody(EntityTag tag) => tag is not (EntityTag.Person or EntityTag.Country or EntityTag.Group or EntityTag.Location);
}
