using MetaService.Extraction.Headers;
using MetaService.Extraction.Text;

namespace MetaService.Extraction.Actors.Linking;

/// <summary>The names under which an article's publisher and the credited agencies and reporters stand: none of them is an actor.</summary>
internal sealed class OwnOutlet
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _authors = new(StringComparer.Ordinal);

    /// <summary>Reads the header.</summary>
    public OwnOutlet(HeaderInfo header)
    {
        // An institution speaks for itself on its own pages: it stays an actor.
        if (header.Outlet is { Value: { Kind: not "institution" } outlet })
        {
            Add(outlet.Id, outlet.Name);
            Add("", outlet.PrintedName);
        }

        if (header.Agency is { Value: var agency } && OutletCatalog.Embedded.ById(agency.Id)?.Kind != "institution")
        {
            Add(agency.Id, agency.Name);
        }

        if (header.Feed is { Value: var feed } && OutletCatalog.Embedded.ById(feed.Id)?.Kind != "institution")
        {
            Add(feed.Id, feed.Name);
        }

        foreach (var byline in header.Bylines)
        {
            _authors.Add(TextFolding.FoldKey(byline.Value));
        }
    }

    /// <summary>Whether a name is the outlet's own or a credited agency's.</summary>
    public bool Is(string name)
    {
        if (_names.Count == 0 && _ids.Count == 0)
        {
            return false;
        }

        if (_names.Contains(TextFolding.FoldKey(name)))
        {
            return true;
        }

        foreach (var outlet in OutletCatalog.Embedded.ByName(name))
        {
            if (_ids.Contains(outlet.Id))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name is that of an author in the header.</summary>
    public bool IsAuthor(string name) => _authors.Count > 0 && _authors.Contains(TextFolding.FoldKey(name));

    /// <summary>Takes a further name of the outlet.</summary>
    public void AddName(string name) => Add("", name);

    private void Add(string id, string name)
    {
        if (id.Length > 0)
        {
            _ids.Add(id);
        }

        if (TextFolding.FoldKey(name) is { Length: > 0 } key)
        {
            _names.Add(key);
        }
    }
}
