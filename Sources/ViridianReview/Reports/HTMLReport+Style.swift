extension HTMLReport {
    /// Colours are chosen for a contrast of at least 4.5 to 1 in both schemes.
    static let style = """
        :root { color-scheme: light dark; --ink: #1b1f23; --soft: #57606a; --paper: #ffffff; --panel: #f6f8fa; --line: #d0d7de;
          --mark: #ffe08a; --critical: #a40e26; --high: #9a3b00; --medium: #7a5200; --low: #0a5a8a; --link: #0550ae;
          --gone: #ffebe9; --come: #dafbe1; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --soft: #9da7b1; --paper: #0d1117; --panel: #161b22; --line: #30363d; --mark: #6b5200;
            --critical: #ff8182; --high: #ffab70; --medium: #e3b341; --low: #79c0ff; --link: #79c0ff; --gone: #3c1618;
            --come: #12301a; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: .1rem 0; }
        h2 { font-size: 1.25rem; line-height: 1.35; margin: 0 0 .4rem; }
        h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
        p { margin: .4rem 0; }
        a { color: var(--link); }
        code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
        code { overflow-wrap: anywhere; }
        .brand { color: var(--soft); font-size: .9rem; }
        .lead { font-size: 1.15rem; }
        .kind, .place, .source { color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
        .path { margin-left: .5rem; overflow-wrap: anywhere; }
        section { margin-top: 2rem; }
        .fault { border: 1px solid var(--line); border-left: .4rem solid var(--soft); border-radius: .4rem; padding: 1rem; }
        .fault.critical { border-left-color: var(--critical); } .fault.high { border-left-color: var(--high); }
        .fault.medium { border-left-color: var(--medium); } .fault.low { border-left-color: var(--low); }
        article { border-top: 1px solid var(--line); margin-top: 1.2rem; padding-top: .2rem; }
        .count { color: var(--soft); font-weight: 400; margin-right: .3rem; }
        .badge { border: 1px solid currentColor; border-radius: 1rem; padding: .05rem .55rem; font-size: .8rem; font-weight: 600;
          white-space: nowrap; vertical-align: middle; }
        .badge.critical { color: var(--critical); } .badge.high { color: var(--high); }
        .badge.medium { color: var(--medium); } .badge.low { color: var(--low); }
        .wide { overflow-x: auto; margin: .8rem 0; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
        th { color: var(--soft); font-size: .85rem; font-weight: 600; }
        .number { text-align: right; white-space: nowrap; }
        .where { min-width: 14rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .9rem; margin: .3rem 0; }
        dt { font-weight: 600; } dd { margin: 0; }
        pre { background: var(--panel); border: 1px solid var(--line); border-radius: .35rem; padding: .7rem; margin: .5rem 0;
          overflow-x: auto; line-height: 1.45; }
        .excerpt span { display: block; } .excerpt i { display: inline-block; min-width: 3ch; margin-right: 1.2ch;
          text-align: right; color: var(--soft); font-style: normal; user-select: none; }
        mark { background: var(--mark); color: inherit; border-radius: .15rem; padding: 0 .1rem; }
        .pair { display: grid; grid-template-columns: 1fr 1fr; gap: .8rem; }
        figure { margin: .4rem 0; min-width: 0; } figcaption { color: var(--soft); font-size: .85rem; }
        .pair pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        .before pre { background: var(--gone); } .after pre { background: var(--come); }
        .mind { border-left: .25rem solid var(--medium); padding-left: .7rem; }
        @media (max-width: 44rem) { .overview thead { display: none; }
          .overview tr { display: grid; grid-template-columns: 2.6rem 6rem 1fr; border-bottom: 1px solid var(--line); }
          .overview td { border: 0; } .overview .where { grid-column: 1 / -1; min-width: 0; padding-top: 0; }
          .pair { grid-template-columns: 1fr; gap: 0; } dl { grid-template-columns: 1fr; gap: 0; }
          dd { margin-bottom: .4rem; } .path { display: block; margin-left: 0; } }
        @media print { .fault { break-inside: avoid; } }
        """
}
