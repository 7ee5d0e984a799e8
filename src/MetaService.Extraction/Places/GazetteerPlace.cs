namespace MetaService.Extraction.Places;

/// <summary>A place of the gazetteer. Fields are read from the data in place.</summary>
public readonly struct GazetteerPlace : IEquatable<GazetteerPlace>
{
    private readonly Gazetteer _gazetteer;

    internal GazetteerPlace(Gazetteer gazetteer, int index)
    {
        _gazetteer = gazetteer;
        Index = index;
    }

    /// <summary>Index in the gazetteer, from 0.</summary>
    public int Index { get; }

    /// <summary>Usual English name.</summary>
    public string Name => _gazetteer.NameOf(Index);

    /// <summary>ISO 3166-1 alpha-2, or null for a region or feature of several states or none.</summary>
    public string? Country => _gazetteer.CountryOf(Index);

    /// <summary>The first-order division that holds it, or null.</summary>
    public GazetteerPlace? Admin1 => _gazetteer.Admin1Of(Index);

    /// <summary>The second-order division that holds it, or null.</summary>
    public GazetteerPlace? Admin2 => _gazetteer.Admin2Of(Index);

    /// <summary>What it is.</summary>
    public PlaceKind Kind => _gazetteer.KindOf(Index);

    /// <summary>Inhabitants, within four percent; of a division the sum over its populated places; 0 where not known.</summary>
    public long Population => _gazetteer.PopulationOf(Index);

    /// <summary>Degrees north, WGS 84, to about two metres.</summary>
    public double Latitude => _gazetteer.LatitudeOf(Index);

    /// <summary>Degrees east, WGS 84.</summary>
    public double Longitude => _gazetteer.LongitudeOf(Index);

    /// <summary>GeoNames id, or 0 where it has none here.</summary>
    public int GeonameId => _gazetteer.GeonameIdOf(Index);

    /// <summary>IANA zone, or null where not known.</summary>
    public string? Zone => _gazetteer.ZoneOf(Index);

    /// <summary>Whether it is the capital of its country.</summary>
    public bool IsCapital => (_gazetteer.FlagsOf(Index) & GazetteerFormat.Capital) != 0;

    /// <summary>Whether it is the seat of a first-order division.</summary>
    public bool IsAdminSeat => (_gazetteer.FlagsOf(Index) & GazetteerFormat.AdminSeat) != 0;

    /// <summary>Whether it stands in the list of places known from world news.</summary>
    public bool IsListed => (_gazetteer.FlagsOf(Index) & GazetteerFormat.Listed) != 0;

    /// <inheritdoc/>
    public bool Equals(GazetteerPlace other) => other.Index == Index && ReferenceEquals(other._gazetteer, _gazetteer);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GazetteerPlace other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Index;

    /// <summary>Whether both are the same place.</summary>
    public static bool operator ==(GazetteerPlace left, GazetteerPlace right) => left.Equals(right);

    /// <summary>Whether the two are different places.</summary>
    public static bool operator !=(GazetteerPlace left, GazetteerPlace right) => !left.Equals(right);

    /// <summary>Great-circle distance in kilometres (haversine, mean radius 6,371 km).</summary>
    public double DistanceTo(GazetteerPlace other) => Gazetteer.Distance(Latitude, Longitude, other.Latitude, other.Longitude);
}
