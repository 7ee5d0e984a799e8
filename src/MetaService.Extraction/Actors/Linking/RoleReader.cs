using MetaService.Extraction.Actors.Knowledge;
using MetaService.Extraction.Actors.Words;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>Reads a person's offices off the text and the knowledge base, and the person's country with them.</summary>
internal sealed class RoleReader(LinkContext context)
{
    /// <summary>Fills roles and country of a person.</summary>
    public void Read(ActorDraft draft, IEnumerable<(int First, int End)> mentions)
    {
        string? titleCountry = null;
        var international = false;
        var printed = new List<(PrintedTitle Title, ActorRole Role)>();
        foreach (var (first, end) in mentions)
        {
            // `the Algerian Sofiane Feghouli`
            if (first > 0 && context.Words[first].Gap == Gap.Space && context.Owner[first - 1] is { IsDemonym: true } people)
            {
                titleCountry ??= people.Country!.Code;
            }

            if (context.Titles.Find(first, end) is not { } title || printed.Any(p => p.Title.Head == title.Head))
            {
                continue;
            }

            titleCountry ??= title.Country?.Code;
            var span = context.Words.Span(title.First, title.End);
            var (organization, country, isInternational) = Organization(title);
            titleCountry ??= country;
            international |= isInternational;
            printed.Add((title, new ActorRole(span.Of(context.Words.Text).ToString(), organization, title.Country?.Code ?? country, title.IsEnded ? "former" : "printed", span)));
        }

        // The title at the first mention leads, unless it is a bare rank and a better one follows.
        foreach (var (_, role) in printed.OrderByDescending(p => p.Title.Strength))
        {
            if (!draft.Roles.Any(r => string.Equals(r.Title, role.Title, StringComparison.OrdinalIgnoreCase)))
            {
                draft.Roles.Add(role);
            }
        }

        var known = draft.Entry >= 0 ? context.Knowledge.Country(draft.Entry) : null;
        if (draft.Entry >= 0 && known is not null && titleCountry is not null && known != titleCountry && draft.Rule == "person.knowledge" && !HasAnyRole(draft, printed))
        {
            // A namesake: the text gives another country and no office that the knowledge base knows.
            draft.Entry = -1;
            draft.Rule = "person.text";
            known = null;
        }

        draft.Country = known ?? titleCountry ?? (international ? null : context.Home);
        if (draft.Entry >= 0)
        {
            AddKnown(draft);
        }
    }

    private bool HasAnyRole(ActorDraft draft, List<(PrintedTitle Title, ActorRole Role)> printed)
    {
        for (var r = 0; r < context.Knowledge.RoleCount(draft.Entry); r++)
        {
            var title = context.Knowledge.Role(draft.Entry, r).Title;
            foreach (var (p, _) in printed)
            {
                if (title.Contains(context.Words[p.Head, true].ToString(), StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The body that stands within a title or right before it.</summary>
    private (string? Name, string? Country, bool IsInternational) Organization(PrintedTitle title)
    {
        // `the WHO's director`: the body stands before the title.
        var from = title.First;
        if (context.Words.IsIn(from - 2, context.Words[title.Head].Sentence) && context.Words[from - 1].IsPossessive && context.Owner[from - 2] is { } holder)
        {
            from = holder.First;
        }

        for (var i = from; i < title.End; i++)
        {
            if (context.Owner[i] is { } name && name.Country is null && !name.IsPerson && name.First == i)
            {
                string? country = null;
                var international = false;
                if (name.Handle >= 0 && context.Knowledge.ClaimCount(name.Handle) == 1 && context.Knowledge.Claim(name.Handle, 0).Entry is var entry
                    && context.Knowledge.Kind(entry) == KnowledgeKind.Organization)
                {
                    country = context.Knowledge.Country(entry);
                    international = context.Knowledge.Type(entry) == ActorType.Intergovernmental && country is null;
                }

                return (context.Words.TextOf(name.First, name.End), country, international);
            }
        }

        return (null, null, false);
    }

    /// <summary>Offices of the knowledge base: those held on the article's day, and the nearest past one where none is.</summary>
    private void AddKnown(ActorDraft draft)
    {
        var count = context.Knowledge.RoleCount(draft.Entry);
        var added = false;
        ActorRole? last = null;
        for (var r = count - 1; r >= 0; r--)
        {
            var role = context.Knowledge.Role(draft.Entry, r);
            var status = context.Status(role);
            var known = new ActorRole(role.Title, role.Organization.Length == 0 ? null : role.Organization, context.Knowledge.Country(draft.Entry), status, null);
            if (status == "current")
            {
                Add(draft, known);
                added = true;
            }
            else if (status == "former" && last is null)
            {
                last = known;
            }
        }

        if (!added && last is not null && draft.Roles.Count == 0)
        {
            Add(draft, last);
        }
    }

    private static void Add(ActorDraft draft, ActorRole role)
    {
        if (!draft.Roles.Any(r => string.Equals(r.Title, role.Title, StringComparison.OrdinalIgnoreCase)))
        {
            draft.Roles.Add(role);
        }
    }
}
