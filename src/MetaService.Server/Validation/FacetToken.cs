using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace MetaService.Server.Validation;

/// <summary>Opaque page token of a list of counts: how many values to skip, bound to the filter that they were counted under.</summary>
internal static class FacetToken
{
    private const int HashLength = 8;

    /// <summary>The token of the page that starts behind <paramref name="skip"/> values.</summary>
    public static string Write(int skip, string list, IMessage? filter)
    {
        Span<byte> bytes = stackalloc byte[4 + HashLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, skip);
        Hash(list, filter).CopyTo(bytes[4..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>How many values to skip; a token that is damaged or belongs to another list or filter is noted in <paramref name="errors"/>.</summary>
    public static int Read(string token, string list, IMessage? filter, FieldErrors errors)
    {
        if (token.Length == 0)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[4 + HashLength];
        if (token.Length == Base64Url.GetEncodedLength(bytes.Length) && Base64Url.IsValid(token)
            && Base64Url.TryDecodeFromChars(token, bytes, out var length) && length == bytes.Length
            && bytes[4..].SequenceEqual(Hash(list, filter)) && BinaryPrimitives.ReadInt32BigEndian(bytes) is >= 0 and var skip)
        {
            return skip;
        }

        errors.Add("page_token", "is damaged or belongs to another filter; use next_page_token of an earlier answer as it is");
        return 0;
    }

    private static ReadOnlySpan<byte> Hash(string list, IMessage? filter) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(list), .. filter?.ToByteArray() ?? []]).AsSpan(0, HashLength);
}
