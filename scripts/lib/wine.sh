# Wine for the tests: a prefix of our own, and one server for all of them (starting one costs 2.5 s).

export WINEPREFIX=$root/build/wine WINEARCH=win64 WINEDEBUG=-all
export WINEDLLOVERRIDES='mscoree=d;mshtml=d;winemenubuilder.exe=d' # no offers to download Mono and Gecko

start_wine() {
    if [[ ! -f $WINEPREFIX/system.reg ]]; then
        say "Making a Wine prefix"
        wineboot --init >/dev/null 2>&1
        winecfg -v win10 >/dev/null 2>&1
    fi
    # A persistence in seconds: with plain -p the server would keep our output open for ever.
    wineserver -p60 >/dev/null 2>&1 || true # it says no when one is running
    wineboot >/dev/null 2>&1
}

stop_wine() { wineserver -k >/dev/null 2>&1 || true; }
