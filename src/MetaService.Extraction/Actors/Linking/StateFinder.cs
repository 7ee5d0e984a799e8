using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;
using MetaService.Extraction.Places;
using MetaService.Extraction.Tagging;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>Finds the countries that act as states, and the capitals and buildings that stand for them.</summary>
internal sealed class StateFinder(LinkContext context)
{
    /// <summary>One actor for each state that acts or is acted upon.</summary>
    public List<ActorDraft> Find()
    {
        var states = new Dictionary<string, ActorDraft>(StringComparer.Ordinal);
        var order = new List<ActorDraft>();
        var plain = new List<(string Code, NameMention Name)>();
        foreach (var name in context.Names)
        {
            var (code, metonym, risky) = StateOf(name);
            if (code is null)
            {
                continue;
            }

            var part = Syntax.PartOf(context, name.First, name.End);
            if (risky && part == SentencePart.Subject && !Syntax.Speaks(context, name.End))
            {
                part = SentencePart.Other;
            }

            if (part == SentencePart.Other)
            {
                if (!metonym)
                {
                    plain.Add((code, name));
                }

                continue;
            }

            if (!states.TryGetValue(code, out var draft))
            {
                states[code] = draft = Draft(code);
                order.Add(draft);
            }

            draft.IsSubject |= part == SentencePart.Subject;
            draft.Mentions.Add((name.First, name.End, metonym ? ActorMentionKind.Metonym : ActorMentionKind.Name));
        }

        // The other mentions of a state that acts are mentions of it all the same.
        foreach (var (code, name) in plain)
        {
            if (states.TryGetValue(code, out var draft))
            {
                draft.Mentions.Add((name.First, name.End, ActorMentionKind.Name));
            }
        }

        return order;
    }

    private ActorDraft Draft(string code)
    {
        var country = context.Countries.Find(code);
        return new ActorDraft
        {
            Type = ActorType.State,
            Country = code,
            Id = "country-" + code.ToLowerInvariant(),
            CanonicalName = country?.Name,
            Cameo = country?.CameoCode,
            Confidence = 0.75,
            Rule = "state.acting",
        };
    }

    /// <summary>The state that a name may stand for; whether by metonymy, and whether the name mostly means something else and is no capital.</summary>
    private (string? Code, bool Metonym, bool Risky) StateOf(NameMention name)
    {
        if (name.IsCountryName && !name.IsPerson)
        {
            return (name.Country!.Code, false, false);
        }

        if (name.Handle < 0 || name.Tag is not (null or EntityTag.Location or EntityTag.Government))
        {
            return default;
        }

        for (var c = 0; c < context.Knowledge.ClaimCount(name.Handle); c++)
        {
            var entry = context.Knowledge.Claim(name.Handle, c).Entry;
            if (context.Knowledge.Kind(entry) == KnowledgeKind.Metonym && context.Knowledge.Type(entry) == ActorType.State && context.Knowledge.Country(entry) is { } code)
            {
                var seat = context.Countries.Find(code) is { } state && state.Capitals.Contains(context.Knowledge.Name(entry), StringComparer.OrdinalIgnoreCase);
                return (code, true, !seat && (context.Knowledge.Marks(entry) & KnowledgeMarks.Risky) != 0);
            }
        }

        return default;
    }
}
