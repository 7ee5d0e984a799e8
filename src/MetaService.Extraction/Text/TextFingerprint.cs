using System.Security.Cryptography;
using System.Text;

namespace MetaService.Extraction.Text;

/// <summary>Identity of a text: an exact hash without white space, and a key that near copies share.</summary>
public static class TextFingerprint
{
    /// <summary>Lower-case hex SHA-256 over the UTF-8 text without white space, so that glued and clean renderings are one.</summary>
    public static string Hash(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                builder.Append(c);
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(builder.ToString())));
    }

    /// <summary>Key that renderings and syndicated copies of one body share; 16 hex digits, empty for an empty body.</summary>
    public static string NearDuplicateKey(string text, TextSpan body) => body.Length == 0 ? "" : Hash(body.Of(text).ToString())[..16];
}
