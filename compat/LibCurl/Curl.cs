// From curl/curl.h and curl/multi.h, of curl 7.68 and later; see compat/README.md.
using System.Runtime.InteropServices;

namespace LtoPar.LibCurl;

/// <summary>
/// Functions of libcurl's multi interface, called as in C. Options are variadic there; on the 64-bit ABIs of Linux a word passes in the same register either
/// way. The library is loaded by the first call, which throws <see cref="DllNotFoundException"/> where there is none.
/// </summary>
public static unsafe class Curl
{
    /// <summary>Bytes of the buffer for <see cref="CurlOption.ErrorBuffer"/>.</summary>
    public const int ErrorSize = 256;

    private const string Library = "libcurl";

    /// <summary>Debian's, built with OpenSSL, and the one with GnuTLS, which more systems have.</summary>
    private static readonly string[] s_names = ["libcurl.so.4", "libcurl-gnutls.so.4"];

    static Curl() => NativeLibrary.SetDllImportResolver(typeof(Curl).Assembly, (_, _, _) => Load());

    /// <summary>curl_global_init: to be called once, before any other function.</summary>
    /// <param name="flags">3: CURL_GLOBAL_DEFAULT.</param>
    [DllImport(Library, EntryPoint = "curl_global_init", ExactSpelling = true)]
    public static extern int GlobalInit(nint flags);

    [DllImport(Library, EntryPoint = "curl_easy_init", ExactSpelling = true)]
    public static extern nint EasyInit();

    [DllImport(Library, EntryPoint = "curl_easy_setopt", ExactSpelling = true)]
    public static extern int EasySetOption(nint easy, CurlOption option, nint value);

    [DllImport(Library, EntryPoint = "curl_easy_getinfo", ExactSpelling = true)]
    public static extern int EasyGetInfo(nint easy, CurlInfo info, nint* value);

    [DllImport(Library, EntryPoint = "curl_easy_cleanup", ExactSpelling = true)]
    public static extern void EasyCleanup(nint easy);

    [DllImport(Library, EntryPoint = "curl_easy_strerror", ExactSpelling = true)]
    public static extern byte* EasyErrorText(int code);

    /// <summary>curl_slist_append: the list with a copy of the text; 0: there is no memory.</summary>
    /// <param name="list">0: an empty one.</param>
    [DllImport(Library, EntryPoint = "curl_slist_append", ExactSpelling = true)]
    public static extern nint ListAppend(nint list, byte* text);

    [DllImport(Library, EntryPoint = "curl_slist_free_all", ExactSpelling = true)]
    public static extern void ListFree(nint list);

    [DllImport(Library, EntryPoint = "curl_multi_init", ExactSpelling = true)]
    public static extern nint MultiInit();

    [DllImport(Library, EntryPoint = "curl_multi_setopt", ExactSpelling = true)]
    public static extern int MultiSetOption(nint multi, CurlMultiOption option, nint value);

    [DllImport(Library, EntryPoint = "curl_multi_add_handle", ExactSpelling = true)]
    public static extern int MultiAdd(nint multi, nint easy);

    [DllImport(Library, EntryPoint = "curl_multi_remove_handle", ExactSpelling = true)]
    public static extern int MultiRemove(nint multi, nint easy);

    [DllImport(Library, EntryPoint = "curl_multi_perform", ExactSpelling = true)]
    public static extern int MultiPerform(nint multi, int* running);

    /// <summary>curl_multi_poll without descriptors of the caller's.</summary>
    [DllImport(Library, EntryPoint = "curl_multi_poll", ExactSpelling = true)]
    public static extern int MultiPoll(nint multi, void* noDescriptors, uint noCount, int milliseconds, int* ready);

    /// <summary>curl_multi_wakeup: the one function that another thread may call.</summary>
    [DllImport(Library, EntryPoint = "curl_multi_wakeup", ExactSpelling = true)]
    public static extern int MultiWakeUp(nint multi);

    [DllImport(Library, EntryPoint = "curl_multi_info_read", ExactSpelling = true)]
    public static extern CurlMessage* MultiReadInfo(nint multi, int* left);

    [DllImport(Library, EntryPoint = "curl_multi_cleanup", ExactSpelling = true)]
    public static extern int MultiCleanup(nint multi);

    private static nint Load()
    {
        foreach (string name in s_names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
            {
                return handle;
            }
        }

        return 0;
    }
}
