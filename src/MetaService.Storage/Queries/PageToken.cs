using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MetaService.Storage.Queries;

/// <summary>
/// Where a list goes on: the keys of the last article given. Opaque to callers; carries a hash of filter and order, so that a token of
/// another list is refused, and a check sum against damage.
/// </summary>
/// <param name="Key">Key of the last article in the list's order.</param>
/// <param name="Score">Its score; 0 unless the list is ranked.</param>
internal readonly record struct PageToken(long Key, double Score)
{
    private const byte Version = 1;
    private const int HashLength = 8;
    private const int CheckLength = 4;
    private const int Length = 1 + HashLength + sizeof(long) + sizeof(double) + CheckLength;

    /// <summary>The token as text, bound to <paramref name="list"/>.</summary>
    internal string Write(string list)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        HashOf(list)[..HashLength].CopyTo(bytes[1..]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[(1 + HashLength)..], Key);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[(1 + HashLength + sizeof(long))..], Score);
        SHA256.HashData(bytes[..^CheckLength]).AsSpan(0, CheckLength).CopyTo(bytes[^CheckLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a token.</summary>
    /// <exception cref="InvalidPageTokenException">It is damaged, of another version, or of another list than <paramref name="list"/>.</exception>
    internal static PageToken Read(string token, string list)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (token.Length != Base64Url.GetEncodedLength(Length) || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done || written != Length
            || !SHA256.HashData(bytes[..^CheckLength]).AsSpan(0, CheckLength).SequenceEqual(bytes[^CheckLength..]))
        {
            throw new InvalidPageTokenException("The page token is damaged; use next_page_token of an earlier answer as it is.");
        }

        if (bytes[0] != Version)
        {
            throw new InvalidPageTokenException("The page token is of another version; start again from the first page.");
        }

        if (!HashOf(list)[..HashLength].SequenceEqual(bytes.Slice(1, HashLength)))
        {
            throw new InvalidPageTokenException("The page token belongs to another filter or order; repeat the request that it came from.");
        }

        return new PageToken(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[(1 + HashLength)..]),
            BinaryPrimitives.ReadDoubleLittleEndian(bytes[(1 + HashLength + sizeof(long))..]));
    }

    private static ReadOnlySpan<byte> HashOf(string list) => SHA256.HashData(Encoding.UTF8.GetBytes(list));
}
