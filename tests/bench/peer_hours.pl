# Business::Hours' side of the race; see bench_peers.py. TZ must be UTC.
#
# between() answers only for a span that for_timespan() has prepared, so both belong to a call.
use strict;
use warnings;
use Business::Hours;
use Time::HiRes qw(clock);

my (@holidays, @starts, @spans);
open my $sample, '<', $ARGV[0] or die "$ARGV[0]: $!\n";
while (<$sample>) {
    my ($word, @values) = split;
    push @holidays, $values[0] if $word eq 'holiday';
    push @starts,   $values[0] if $word eq 'start';
    push @spans,    [@values]  if $word eq 'span';
}
close $sample;

my $hours = Business::Hours->new;
$hours->business_hours(map { $_ => { Start => '9:00', End => '17:00' } } 1 .. 5);
$hours->holidays(@holidays);

sub add {
    return map { $hours->add_seconds($_, 8 * 3600) } @starts;
}

sub between {
    return map {
        $hours->for_timespan(Start => $_->[0], End => $_->[1]);
        $hours->between(@$_);
    } @spans;
}

$| = 1;
while (my $word = <STDIN>) {
    chomp $word;
    if ($word eq 'answers') {
        my @between = map { int($_ / 60) } between();
        print join(' ', add(), @between), "\n";
        next;
    }
    my $start = clock();
    my @found = $word eq 'add' ? add() : between();
    printf "%.3f\n", (clock() - $start) * 1e9 / @found;
}
