using System.ComponentModel.DataAnnotations;

namespace MetaService.Server.Configuration;

/// <summary>Where articles are kept; configuration section <c>Storage</c>.</summary>
public sealed class StorageSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Storage";

    /// <summary>Path of the SQLite file; made where missing, with its folder. Default <c>metaservice.db</c> in the working folder.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Path { get; set; } = "metaservice.db";
}
