const int limit = 40;
int policy(void) { return 2; }
