extern int seen;
int policy(int x) { return x + 10 * ++seen; }
void note(void) { seen += 100; }
int answer(void) { return 2; }
