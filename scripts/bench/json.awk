# Raw lines (program stage tool run wall_s cpu_s rss_kb text_bytes) as JSON: the machine, then one object a measurement.
BEGIN {
    printf "{\"date\":\"%s\",\"llvm\":\"%s\",\"cpus\":%d,\"jobs\":%d,\"load\":%s,\"page_cache\":\"%s\",\"measurements\":[",
        date, llvm, cpus, jobs, load, cold ? "cold" : "warm"
}
{
    printf "%s\n{\"program\":\"%s\",\"stage\":\"%s\",\"tool\":\"%s\",\"run\":%d,\"wall_s\":%s,\"cpu_s\":%s,\"rss_kb\":%d,\"text_bytes\":%d}",
        (NR > 1 ? "," : ""), $1, $2, $3, $4, $5, $6, $7, $8
}
END { print "\n]}" }
